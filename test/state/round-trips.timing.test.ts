import { describe, expect, it, onTestFinished } from "vitest";
import { hasPostgres, PostgresServer, urlOf } from "../support/servers/postgres.ts";
import { TcpProxy } from "../support/servers/proxy.ts";
import { hasRedis, RedisServer } from "../support/servers/redis.ts";
import { Stage } from "../support/stage.ts";
import "./faults/postgres-support.ts";

/** How long each piece of data takes to the server, and back. */
const DELAY = 100; /* ms */

const yaml = (storage: string) => `version: "1"
name: Rank
state:
  storage: { ${storage} }
  variables:
    xp: { type: number, scope: member, default: 0 }
    level: { type: number, scope: member, default: 1 }
    names: { type: array, scope: guild, default: [nobody] }
    title: { type: string, scope: user }
commands:
  - name: rank
    description: Reads three variables in one text
    actions:
      - reply: "\${state.member.xp} of level \${state.member.level} among \${state.guild.names}"
  - name: steps
    description: Reads three variables one after the other
    actions:
      - set: { key: points, value: "\${state.member.xp}" }
      - set: { key: next, value: "\${state.member.level + 1}" }
      - reply: "\${points}, then \${next}, \${join(state.guild.names, ' ')}"
  - name: rise
    description: Reads, writes, and reads what was written
    actions:
      - set: { key: before, value: "\${state.member.xp + state.member.level}" }
      - increment: { var: xp, by: 5 }
      - reply: "\${before}, now \${state.member.xp + state.member.level}"
  - name: short
    description: Reads no more than what decides
    actions:
      - reply: "\${state.member.level > 0 ? 'some' : state.member.xp} \${state.user.title ?? 'none'}"
`;

interface Server {
  readonly port: number;
  remove(): Promise<void>;
}

describe.each([
  ["PostgreSQL", hasPostgres, () => PostgresServer.start(), "type: postgres, pool: { max: 1 }", urlOf],
  [
    "Redis",
    hasRedis,
    () => RedisServer.start(),
    "type: redis",
    (port: number) => `redis://127.0.0.1:${port}`,
  ],
] as const)("a bot with its state in %s", (_name, isInstalled, startServer, storage, address) => {
  it.skipIf(!isInstalled)(
    "waits once for what a handler reads in one step",
    async () => {
      const server: Server = await startServer();
      onTestFinished(() => server.remove());
      const proxy = await TcpProxy.start(server.port);
      onTestFinished(() => proxy.remove());
      const source = { "furlow.yaml": yaml(`${storage}, url: "\${env.STATE_URL}"`) };
      const stage = await Stage.open({ source, environment: { STATE_URL: address(proxy.port) } });
      onTestFinished(() => stage.close());
      const { control } = stage.sim;

      /** What a command answers, how often it waited for the server, and how many milliseconds it took. */
      async function run(command: string) {
        const trips = proxy.roundTrips;
        const start = performance.now();
        const { interactionId } = await control.slash({ command });
        const { message } = await control.waitForResponse(interactionId, { timeout: 20_000 });
        return {
          content: message?.content,
          trips: proxy.roundTrips - trips,
          took: performance.now() - start,
        };
      }

      // The first one connects.
      expect(await run("rank")).toMatchObject({ content: "0 of level 1 among nobody" });
      proxy.delay(DELAY);
      const ranks = [await run("rank"), await run("rank"), await run("rank")];
      for (const rank of ranks)
        expect(rank).toMatchObject({ content: "0 of level 1 among nobody", trips: 1 });
      const quickest = Math.min(...ranks.map(({ took }) => took));
      expect(quickest).toBeGreaterThanOrEqual(2 * DELAY - 5);
      expect(quickest).toBeLessThan(2 * 2 * DELAY);
      expect(await run("steps")).toMatchObject({ content: "0, then 2, nobody", trips: 1 });
      // The first increment may have to bring Redis its script, which is a trip of its own.
      expect(await run("rise")).toMatchObject({ content: "1, now 6" });
      expect(await run("rise")).toMatchObject({ content: "6, now 11", trips: 3 });
      expect(await run("short")).toMatchObject({ content: "some none", trips: 1 });
      proxy.restore();
      expect(await stage.stopBot()).toBe(0);
    },
    90_000,
  );
});
