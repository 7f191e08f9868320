import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { describe, expect, test } from "vitest";
import { createLanguage } from "../../compiler/language/language.ts";
import { REPOSITORY } from "../support/build.ts";
import { namedIn } from "./named-in.ts";

const language = createLanguage();
/**
 * `timeout` is also a key of every kind of handler; the others are everyday words of a compiler: levels of the
 * log, severities, kinds of node. They say nothing of the action or event.
 */
const KEYS = ["timeout", "error", "warn"];
const NAMES = new Set(
  [...language.actions.keys(), ...language.events.keys()].filter(
    (name) => !KEYS.includes(name) && name !== "*",
  ),
);

/** Where actions and events are defined, listed as planned, or shown as examples. */
const MAY_NAME = [
  "compiler/language/actions/",
  "compiler/language/events/",
  "compiler/language/planned-events/",
  "compiler/language/planned.ts",
  "compiler/language/never-emitted.ts",
  "compiler/diagnostics/catalogue/",
  "runtime-lib/actions/",
  "runtime-lib/events/",
];

/** Words that are spelled like an action or event and mean something else. */
const OTHER_MEANINGS = [
  // The key `defer` of a command, and the setting it becomes.
  'compiler/2-check/commands/settings.ts "defer"',
  'compiler/3-lower/command-unit.ts "defer"',
  // The return statement of generated code.
  'compiler/3-lower/actions.ts "return"',
  'compiler/3-lower/ir/builders.ts "return"',
  'compiler/3-lower/ir/types.ts "return"',
  'compiler/3-lower/units.ts "return"',
  'compiler/3-lower/reads/batch.ts "return"',
  'compiler/3-lower/reads/walk.ts "return"',
  'compiler/4-emit/print/blocks.ts "return"',
  'compiler/4-emit/print/collect.ts "return"',
  'compiler/4-emit/print/unit.ts "return"',
  // The text function.
  'compiler/language/functions/text.ts "repeat"',
  'compiler/language/methods/text.ts "repeat"',
  'compiler/language/transforms/common.ts "repeat"',
  'runtime-lib/expressions/text.ts "repeat"',
  // A connection of ioredis that can be used.
  'runtime-lib/state/redis/redis-connection.ts "ready"',
  // A command of Redis.
  'runtime-lib/state/redis/redis-store.ts "set"',
  // What a subscription of Redis emits.
  'runtime-lib/leases/redis-changes.ts "message"',
  // What happens to a request that is given up.
  'runtime-lib/rest/http-pool.ts "abort"',
  // Math.log.
  'compiler/expression/check/built-in.ts "log"',
  // What a menu opens on, and the text of a cooldown.
  'compiler/2-check/program.ts "message"',
  'compiler/2-check/commands/context-menus.ts "message"',
  'compiler/2-check/commands/cooldown.ts "message"',
  'compiler/3-lower/command-unit.ts "message"',
  'compiler/language/contexts.ts "message"',
  // A category of actions, and an entity.
  'compiler/language/action.ts "message"',
  'compiler/language/entities/message.ts "message"',
  // What a cache holds, and the root `message`.
  'compiler/language/context-roots.ts "message"',
  'compiler/language/caches/messages.ts "message"',
  'compiler/language/entities/reaction.ts "message"',
  'compiler/language/fields/targets.ts "message"',
  // The message of an interaction, and what a socket emits.
  'compiler/language/entities/interaction.ts "message"',
  'runtime-lib/gateway/connection.ts "message"',
  // Properties of a member and of its place in a voice channel.
  'compiler/language/entities/member.ts "server_mute"',
  'compiler/language/entities/voice_state.ts "server_mute"',
  // What a signal says.
  'runtime-lib/rest/http-pool.ts "abort"',
  // The field `message` of a cooldown.
  'compiler/2-check/event-settings.ts "message"',
  'compiler/language/fields/message-filter.ts "message"',
  'runtime-lib/messages/body.ts "message"',
  'runtime-lib/references/message-target.ts "message"',
  // The type of a component, and what the root `component_type` says of it.
  'compiler/language/fields/component-parts.ts "select_menu"',
  'runtime-lib/contexts/component-context.ts "select_menu"',
  'runtime-lib/messages/components-from.ts "select_menu"',
  // A category of actions.
  'compiler/2-check/cache/flow-cache.ts "message"',
  // What is done with a store.
  'runtime-lib/state/observed-store.ts "set"',
  'runtime-lib/state/observed-store.ts "increment"',
  // Why an entry leaves the cache.
  'runtime-lib/cache/memory-cache.ts "set"',
  // The state of a connection.
  'runtime-lib/cache/redis/redis-cache-store.ts "ready"',
  // How many lines an output of the log sends at once.
  'compiler/2-check/logging.ts "batch"',
  'compiler/3-lower/logging.ts "batch"',
  // What Redis and a channel between processes emit, and the state of a connection.
  'runtime-lib/broker/redis-broker.ts "message"',
  'runtime-lib/broker/redis-broker.ts "ready"',
  'runtime-lib/broker/parent-broker.ts "message"',
  'runtime-lib/manager/managed.ts "message"',
  'runtime-lib/manager/supervised-process.ts "message"',
  'runtime-lib/log/level-signal.ts "message"',
  // What a shard of `@discordjs/ws` tells its manager.
  'runtime-lib/plugins/discord/client-feed.ts "ready"',
  // What PM2 waits for.
  'runtime-lib/bot/start-bot.ts "ready"',
  // A cap on calls (limits.md §1).
  'runtime-lib/quota.ts "add_reaction"',
];

/** Real namings, to be mended; what is mended leaves this list. */
const OPEN: readonly string[] = [];

function sourceFiles(): string[] {
  return ["compiler", "runtime-lib"].flatMap((folder) =>
    readdirSync(join(REPOSITORY, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith(".ts"))
      .map((entry) => relative(REPOSITORY, join(entry.parentPath, entry.name)).replaceAll("\\", "/")),
  );
}

/** Every naming outside the places that may: where it is, and as the lists above have it. */
function namings(): { place: string; what: string }[] {
  return sourceFiles()
    .filter((path) => !MAY_NAME.some((each) => path.startsWith(each)))
    .flatMap((path) =>
      namedIn(readFileSync(join(REPOSITORY, path), "utf8"), NAMES).map(({ name, line }) => ({
        place: `${path}:${line} "${name}"`,
        what: `${path} "${name}"`,
      })),
    );
}

describe("no central file names an action or event", () => {
  const found = namings();
  const known = [...OTHER_MEANINGS, ...OPEN];

  test("but by a word that means something else", () => {
    expect(found.filter(({ what }) => !known.includes(what)).map(({ place }) => place)).toEqual([]);
  });

  test("and the lists of known words hold no others", () => {
    expect(known.filter((what) => found.every((naming) => naming.what !== what))).toEqual([]);
  });
});

describe("the scanner", () => {
  const scan = (text: string) =>
    namedIn(text, new Set(["reply", "send_message"])).map(({ name, line }) => `${line} ${name}`);

  test("finds a comparison with a name", () => {
    expect(scan('function cost(action) {\n  return action.name === "reply" ? 3 : 1;\n}')).toEqual([
      "2 reply",
    ]);
  });

  test("finds a name in a switch, a list, a type and a template without parts", () => {
    expect(scan('switch (name) {\n  case "reply":\n}')).toEqual(["2 reply"]);
    expect(scan('const ASYNC = ["wait", "reply"];')).toEqual(["1 reply"]);
    expect(scan('type Known = "reply" | "other";')).toEqual(["1 reply"]);
    expect(scan("const name = `reply`;")).toEqual(["1 reply"]);
  });

  test("finds a name of several words inside a text, and as a key", () => {
    expect(scan('const names = words("defer send_message");')).toEqual(["1 send_message"]);
    expect(scan("const text = `the action send_message costs ${cost}`;")).toEqual(["1 send_message"]);
    expect(scan("const COSTS = { send_message: 3 };")).toEqual(["1 send_message"]);
    expect(scan('const path = "send_message_later";')).toEqual([]);
  });

  test("passes over comments, the paths of modules, and words in sentences", () => {
    expect(scan('// "reply" and send_message\nconst a = 1; /* "reply" */')).toEqual([]);
    expect(scan('import action from "./send_message.ts";\nexport * from "./send_message.ts";')).toEqual([]);
    expect(scan('const text = "no reply so far"; answer.reply();')).toEqual([]);
  });
});
