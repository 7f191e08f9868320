import { setTimeout } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { eventually } from "../../support/eventually.ts";
import { hasRedis, RedisServer } from "../../support/servers/redis.ts";
import { Stage } from "../../support/stage.ts";

/** How long a command of the bot may take. */
const TIMEOUT = 3_000; /* ms */

/** What an answer may come later than that, on a busy machine. */
const SLACK = 1_500; /* ms */

const YAML = `version: "1"
name: Counter
intents: [guilds, guild_messages, message_content]
state:
  storage:
    type: redis
    url: "\${env.REDIS_URL}"
    pool: { connect_timeout: 500ms, statement_timeout: ${TIMEOUT}ms }
  variables:
    count: { type: number, scope: global, default: 0 }
    names: { type: array, scope: guild, default: [] }
events:
  - event: message_create
    actions:
      - try:
          do:
            - increment: count
            - list_push: { var: names, value: "\${message.content}" }
          catch:
            - log: "\${error.code} \${error.message}"
            - abort: lost
      - send_message: "counted \${message.content}"
commands:
  - name: names
    description: Tells how many and who were counted
    actions:
      - reply: "\${state.global.count}: \${join(sort(state.guild.names), ' ')}"
`;

describe.skipIf(!hasRedis)("a bot whose Redis is restarted", () => {
  let server: RedisServer;
  let stage: Stage;
  beforeAll(async () => {
    server = await RedisServer.start();
    const environment = { REDIS_URL: server.url };
    stage = await Stage.open({ source: { "furlow.yaml": YAML }, environment });
  });
  afterAll(async () => {
    await stage?.close();
    await server?.remove();
  });

  async function slash(command: string): Promise<string> {
    const { control } = stage.sim;
    const { interactionId } = await control.slash({ command });
    const { message } = await control.waitForResponse(interactionId);
    return String(message?.content);
  }

  /** What the bot's log says of commands that failed. */
  const failures = () => stage.bot.log.map(({ msg }) => msg).filter((msg) => /^E\d/.test(msg));
  const answers = () =>
    stage.sim.control.requests({ method: "POST", route: "/channels/{channel_id}/messages" });
  const names = Array.from({ length: 40 }, (_, i) => `m${100 + i}`);

  it("answers each message, and counts each once", async () => {
    for (const [i, name] of names.entries()) {
      await stage.sim.control.sendMessage({ content: name });
      await setTimeout(15);
      if (i === 15) await server.down();
      if (i === 25) await server.up();
    }
    await eventually(async () => (await answers()).length === names.length).catch(() => {});
    expect(failures()).toEqual([]);
    expect(await answers()).toHaveLength(names.length);
    expect(await slash("names")).toBe(`${names.length}: ${names.join(" ")}`);
  });

  it("fails with a code within its time while it is away, and goes on by itself", async () => {
    const before = stage.bot.log.length;
    await server.down();
    await eventually(() =>
      stage.bot.log.slice(before).some(({ msg }) => msg === "the connection to Redis failed"),
    );
    const start = performance.now();
    for (const content of ["lost1", "lost2", "lost3"]) await stage.sim.control.sendMessage({ content });
    await eventually(() => failures().length === 3, TIMEOUT + SLACK);
    expect(performance.now() - start).toBeGreaterThan(TIMEOUT - 100);
    const failure = `E3003 Action "increment" failed: Redis: no connection within ${TIMEOUT} ms`;
    expect(failures()).toEqual([failure, failure, failure]);
    await server.up();
    await stage.sim.control.sendMessage({ content: "m200" });
    await eventually(async () => (await answers()).length === names.length + 1);
    // What was acknowledged is there, and what failed was not done later.
    expect(await slash("names")).toBe(`${names.length + 1}: ${names.join(" ")} m200`);
    expect(await stage.stopBot()).toBe(0);
  });
});
