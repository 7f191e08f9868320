import { setTimeout } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { eventually } from "../../support/eventually.ts";
import { hasPostgres, PostgresServer } from "../../support/servers/postgres.ts";
import { Stage } from "../../support/stage.ts";
import "./postgres-support.ts";

const YAML = `version: "1"
name: Counter
intents: [guilds, guild_messages, message_content]
state:
  storage:
    type: postgres
    connection: "\${env.DATABASE_URL}"
    pool: { max: 4, connect_timeout: 1s, statement_timeout: 9s }
  variables:
    count: { type: number, scope: global, default: 0 }
    names: { type: array, scope: guild, default: [] }
events:
  - event: message_create
    actions:
      - list_push: { var: names, value: "\${message.content}" }
      - increment: count
      - send_message: counted
commands:
  - name: names
    description: Tells how many and who were counted
    actions:
      - reply: "\${state.global.count}: \${join(sort(state.guild.names), ' ')}"
`;

/** The bot's timeouts together. */
const LONGEST = 10_000; /* ms */

describe.skipIf(!hasPostgres)("a bot whose PostgreSQL is restarted", () => {
  let server: PostgresServer;
  let stage: Stage;
  beforeAll(async () => {
    server = await PostgresServer.start({ fsync: true });
    const environment = { DATABASE_URL: server.url };
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

  const failures = () => stage.bot.log.filter(({ level }) => level === "error");

  it("answers each message, and counts each once", async () => {
    const { control } = stage.sim;
    for (let i = 0; i < 60; i++) {
      await control.sendMessage({ content: `m${100 + i}` });
      await setTimeout(25);
      if (i === 20) await server.down();
      if (i === 26) void server.up();
    }
    const answers = () => control.requests({ method: "POST", route: "/channels/{channel_id}/messages" });
    await eventually(async () => (await answers()).length === 60, 2 * LONGEST).catch(() => {});
    expect(failures()).toEqual([]);
    expect(await answers()).toHaveLength(60);
    const names = Array.from({ length: 60 }, (_, i) => `m${100 + i}`);
    expect(await slash("names")).toBe(`60: ${names.join(" ")}`);
  }, 60_000);

  it("fails within its time while it is away, and goes on afterwards", async () => {
    await server.down();
    const start = performance.now();
    await stage.sim.control.sendMessage({ content: "lost" });
    await eventually(() => failures().length > 0, LONGEST + 3_000);
    expect(performance.now() - start).toBeGreaterThan(LONGEST - 1_000);
    expect(failures()).toMatchObject([
      {
        handler: "MESSAGE_CREATE",
        msg: expect.stringMatching(
          /^Action "list_push" failed: PostgreSQL at 127\.0\.0\.1:\d+: .*ECONNREFUSED/,
        ),
        stack: expect.stringContaining("furlow.yaml:15:9"),
      },
    ]);
    await server.up();
    await eventually(() => stage.bot.log.some(({ msg }) => msg.endsWith("can be reached again")));
    expect(await slash("names")).toMatch(/^60: m100 m101/);
    expect(await stage.stopBot()).toBe(0);
  }, 60_000);
});
