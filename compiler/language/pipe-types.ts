import { type Type, types } from "../expression/types.ts";
import { baseRoots } from "./context-roots.ts";
import type { Roots } from "./event.ts";
import type { Fields } from "./field.ts";
import { listOrTemplate } from "./fields/list-or-template.ts";
import { numberWithin } from "./fields/numbers.ts";
import { settingMap, settingText } from "./fields/setting-text.ts";
import { structure } from "./fields/shapes.ts";
import { templates } from "./fields/structures.ts";
import { boolean, condition, duration, text } from "./fields/values.ts";
import { word } from "./fields/words.ts";

/** A kind of connection to another service (spec.md §16). */
export interface PipeType {
  readonly fields: Fields;
  /** Keys under which its handlers stand; none for a pipe that only takes requests. */
  readonly handlerKeys: readonly string[];
  /** What a handler has beside its actions. */
  readonly handler: Fields;
  /** What handlers can read. */
  readonly roots: Roots;
}

const port = numberWithin({ minimum: 1, maximum: 65_535, whole: true });
const count = numberWithin({ minimum: 0, whole: true });

const reconnect = structure("reconnect", {
  enabled: boolean("Whether it connects again when the connection is lost."),
  delay: duration("How long it waits before that."),
  max_attempts: count("How often it tries."),
});
const rateLimit = structure("rate_limit", {
  requests: count("How many requests.", { required: true }),
  per: duration("In which time.", { required: true }),
  retry_after: duration("How long it waits when there were more."),
});
const retry = structure("retry", {
  attempts: count("How often a request is tried again."),
  delay: duration("How long it waits before that."),
});
const httpAuth = structure("auth", {
  type: word(["none", "header", "bearer", "basic"])("How the bot says who it is."),
  token: settingText("The token."),
  username: settingText("The user."),
  password: settingText("The password."),
  header_name: text("The header that carries the token."),
});
const mqttAuth = structure("auth", {
  username: settingText("The user."),
  password: settingText("The password."),
  clientId: settingText("The client's id.", { aliases: ["client_id"] }),
});
const will = structure("will", {
  topic: text("The topic.", { required: true }),
  payload: text("The message."),
  qos: numberWithin({ minimum: 0, maximum: 2, whole: true })("The quality of service."),
  retain: boolean("Whether the broker keeps it."),
});
const verification = structure("verification", {
  type: word(["hmac", "token", "signature"])("How a request proves where it is from.", { required: true }),
  secret: settingText("What only both sides know.", { required: true }),
  header: text("The header that carries the proof."),
  algorithm: word(["sha1", "sha256", "sha512"])("The hash function."),
});

const event = (words: readonly string[]) => word(words)("When it runs.");
const fileEvent = word(["create", "modify", "delete"])("");
const when = condition("Whether it runs.");
const roots = (own: Readonly<Record<string, Type>>): Roots => ({
  ...baseRoots,
  ...Object.fromEntries(Object.entries(own).map(([name, type]) => [name, { type }])),
});
const open = types.unknown;

/** Pipes by their `type`. */
export const PIPE_TYPES: Readonly<Record<string, PipeType>> = {
  http: {
    fields: {
      base_url: settingText("The address that paths are added to.", {
        required: true,
        aliases: ["url", "baseUrl"],
      }),
      auth: httpAuth("How the bot says who it is."),
      headers: settingMap("Headers of every request."),
      rate_limit: rateLimit("How many requests it makes at most."),
      timeout: duration("How long a request may take."),
      retry: retry("Trying again after a failure."),
    },
    handlerKeys: [],
    handler: {},
    roots: baseRoots,
  },
  websocket: {
    fields: {
      url: settingText("The address.", { required: true }),
      headers: settingMap("Headers of the request that opens it."),
      reconnect: reconnect("Connecting again."),
      heartbeat: structure("heartbeat", {
        interval: duration("How often.", { required: true }),
        message: templates("What is sent."),
      })("A message that keeps the connection open."),
    },
    handlerKeys: ["handlers"],
    handler: { event: text("The kind of message, or message, open, close, error, reconnected."), when },
    roots: roots({ data: open, event: open }),
  },
  mqtt: {
    fields: {
      broker: settingText("The broker's name or address.", { required: true }),
      port: port("Where it listens."),
      protocol: word(["mqtt", "mqtts", "ws", "wss"])("How it is spoken to."),
      auth: mqttAuth("How the bot says who it is."),
      client_id: settingText("The client's id."),
      username: settingText("The user."),
      password: settingText("The password."),
      keepalive: count("Seconds between signs of life."),
      clean: boolean("Whether the broker forgets what was missed."),
      reconnect: reconnect("Connecting again."),
      will: will("What the broker says when the bot is gone."),
    },
    handlerKeys: ["handlers", "topics"],
    handler: {
      topic: text("Which topics; + and # stand for any.", { required: true }),
      qos: numberWithin({ minimum: 0, maximum: 2, whole: true })("The quality of service."),
      when,
    },
    roots: roots({ topic: types.string, payload: open }),
  },
  tcp: {
    fields: {
      host: settingText("The host.", { required: true }),
      port: port("Where it listens.", { required: true }),
      encoding: text("The encoding of texts."),
      delimiter: text("What ends a message."),
      reconnect: reconnect("Connecting again."),
    },
    handlerKeys: ["handlers"],
    handler: { event: text("data, connect, close or error."), when },
    roots: roots({ data: open }),
  },
  udp: {
    fields: {
      port: port("Where it listens.", { required: true }),
      host: settingText("On which address."),
      multicast: settingText("A group to join."),
      broadcast: boolean("Whether it sends to all."),
    },
    handlerKeys: ["handlers"],
    handler: { event: text("message or error."), when },
    roots: roots({ data: open, rinfo: types.map({ address: types.string, port: types.number }) }),
  },
  webhook: {
    fields: {
      path: text("The path at which requests come in.", { required: true }),
      method: word(["POST", "PUT", "PATCH"])("The method of requests."),
      verification: verification("How requests prove where they are from."),
    },
    handlerKeys: ["handlers"],
    handler: { event: text("What the provider's event header says."), when },
    roots: roots({ body: open, payload: open, headers: types.map({}, types.string) }),
  },
  database: {
    fields: {
      adapter: word(["sqlite", "postgres", "memory"])("The kind of database.", { aliases: ["driver"] }),
      connection: templates("Its address, or what it consists of.", { aliases: ["url"] }),
      tables: templates("The tables that are looked at."),
      queries: templates("Queries by name."),
    },
    handlerKeys: ["handlers"],
    handler: {
      event: event(["insert", "update", "delete", "change"]),
      table: text("Of which table."),
      when,
    },
    roots: roots({ type: types.string, table: types.string, data: open, oldData: open }),
  },
  file: {
    fields: {
      paths: listOrTemplate("path", settingText("").check)("What is watched.", { required: true }),
      ignore: listOrTemplate("pattern", settingText("").check)("What is not."),
      persistent: boolean("Whether watching keeps the bot running."),
      usePolling: boolean("Whether files are looked at again and again."),
      events: listOrTemplate("event", fileEvent.check)("What is noticed."),
    },
    handlerKeys: ["handlers"],
    handler: {
      event: event(["add", "change", "unlink", "addDir", "unlinkDir", "all"]),
      pattern: text("Of which files."),
      when,
    },
    roots: roots({
      type: types.string,
      path: types.string,
      stats: types.map({ size: types.number, mtime: types.date, isDirectory: types.boolean }),
    }),
  },
};
