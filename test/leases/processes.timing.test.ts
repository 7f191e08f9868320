import type { ChildProcess } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { TcpProxy } from "../support/servers/proxy.ts";
import { hasRedis, RedisServer } from "../support/servers/redis.ts";
import { killed, TypeScriptProgram } from "../support/typescript-process.ts";

const TTL = 1_000; /* ms */
/** How long processes fail; longer in the full proof. */
const TIME = process.env["FURLOW_PROOF_LEASES"] ? 120_000 : 9_000; /* ms */

interface Act {
  readonly at: bigint;
  readonly process: string;
  readonly lease: string;
  readonly token: number;
}

describe.skipIf(!hasRedis)(
  "processes that are paused, killed, and cut off from a Redis that is restarted",
  () => {
    let server: RedisServer;
    let program: TypeScriptProgram;
    const folder = mkdtempSync(join(tmpdir(), "furlow-leases-"));
    const file = join(folder, "acts");
    const proxies: TcpProxy[] = [];

    beforeAll(async () => {
      server = await RedisServer.start();
      program = await TypeScriptProgram.of(fileURLToPath(new URL("holder.ts", import.meta.url)));
      writeFileSync(file, "");
    });
    afterAll(async () => {
      await program?.remove();
      for (const proxy of proxies) await proxy.remove();
      await server?.remove();
      rmSync(folder, { recursive: true });
    });

    function acts(): Act[] {
      const lines = readFileSync(file, "utf8").split("\n").filter(Boolean);
      return lines
        .map((line) => line.split(" "))
        .map(([at, pid, lease, token]) => ({
          at: BigInt(at!),
          process: pid!,
          lease: lease!,
          token: Number(token),
        }))
        .sort((one, other) => Number(one.at - other.at));
    }

    it("never act under a lease that another process has taken since", {
      timeout: TIME + 90_000,
    }, async () => {
      const started: { child: ChildProcess; proxy: TcpProxy }[] = [];
      const start = async () => {
        const proxy = await TcpProxy.start(server.port);
        proxies.push(proxy);
        started.push({
          proxy,
          child: program.start(`redis://127.0.0.1:${proxy.port}`, "bot", String(TTL), file),
        });
      };
      for (let i = 0; i < 4; i++) await start();
      const any = () => started[Math.floor(Math.random() * started.length)]!;
      const faults = [
        async () => {
          const { child } = any();
          child.kill("SIGSTOP");
          await setTimeout(TTL * (0.5 + Math.random()));
          child.kill("SIGCONT");
        },
        async () => {
          const one = any();
          started.splice(started.indexOf(one), 1);
          await start();
          await killed(one.child);
        },
        async () => {
          const { proxy } = any();
          proxy.blackhole();
          await setTimeout(TTL * (0.5 + Math.random()));
          proxy.restore();
        },
        async () => {
          await server.down();
          await setTimeout(100);
          await server.up();
        },
      ];
      const end = performance.now() + TIME;
      // On a busy machine processes come to little in their time: there must be enough to be looked at.
      const isEnough = () => {
        const seen = acts();
        const holders = new Map(seen.map((act) => [act.token, act.process]));
        const processes = new Set(holders.values()).size;
        return seen.length > TIME / 10 && holders.size > TIME / 500 && processes > 3;
      };
      for (let i = 0; performance.now() < end || !isEnough(); i++) await faults[i % faults.length]!();
      for (const { child } of started) await killed(child);

      const seen = acts();
      const highest = new Map<string, Act>();
      const holders = new Map<number, string>();
      for (const act of seen) {
        // Each token has one holder, and after a token none that is smaller is used.
        expect(holders.get(act.token) ?? act.process, `token ${act.token}`).toBe(act.process);
        holders.set(act.token, act.process);
        const before = highest.get(act.lease);
        expect(act.token, JSON.stringify([before, act], written)).toBeGreaterThanOrEqual(before?.token ?? 0);
        highest.set(act.lease, act);
      }
      expect(seen.length).toBeGreaterThan(TIME / 10);
      expect(holders.size).toBeGreaterThan(TIME / 500);
      expect(new Set(holders.values()).size).toBeGreaterThan(3);
    });
  },
);

function written(_key: string, value: unknown): unknown {
  return typeof value === "bigint" ? String(value) : value;
}
