import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Redis } from "ioredis";
import { eventually } from "../eventually.ts";
import { freePort } from "./redis.ts";

/** A cluster takes the port of its servers' own traffic 10,000 above. */
const HIGHEST_PORT = 55_000;

/** A cluster of one server that has all slots: it refuses commands whose keys lie in several. */
export async function startCluster() {
  const folder = mkdtempSync(join(tmpdir(), "furlow-cluster-"));
  let port = await freePort();
  while (port > HIGHEST_PORT) port = await freePort();
  const settings = ["--port", String(port), "--bind", "127.0.0.1", "--dir", folder, "--save", ""];
  const server = spawn(
    "redis-server",
    [...settings, "--cluster-enabled", "yes", "--cluster-announce-ip", "127.0.0.1"],
    { stdio: "ignore" },
  );
  const client = new Redis(port, "127.0.0.1", { retryStrategy: () => 20, maxRetriesPerRequest: null });
  client.on("error", () => {});
  await client.call("CLUSTER", "ADDSLOTSRANGE", "0", "16383");
  await eventually(async () => String(await client.call("CLUSTER", "INFO")).includes("cluster_state:ok"));
  client.disconnect();
  return {
    url: `redis-cluster://127.0.0.1:${port}`,
    async remove() {
      server.kill("SIGKILL");
      await once(server, "exit");
      rmSync(folder, { recursive: true });
    },
  };
}
