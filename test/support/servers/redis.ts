import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Redis } from "ioredis";

/** Whether a Redis server is installed here. */
export const hasRedis = spawnSync("redis-server", ["--version"]).status === 0;

/** A Redis server of a test's own, on loopback; it writes every command to disk before it answers. */
export class RedisServer {
  readonly #folder = mkdtempSync(join(tmpdir(), "furlow-redis-"));
  #process: ReturnType<typeof spawn> | undefined;

  private constructor(readonly port: number) {}

  static async start(): Promise<RedisServer> {
    const server = new RedisServer(await freePort());
    await server.up();
    return server;
  }

  get url(): string {
    return `redis://127.0.0.1:${this.port}`;
  }

  /** Starts it, again with what it has on disk; resolves when it answers. */
  async up(): Promise<void> {
    const settings = {
      port: this.port,
      bind: "127.0.0.1",
      dir: this.#folder,
      save: "",
      appendonly: "yes",
      appendfsync: "always",
    };
    const args = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, String(value)]);
    this.#process = spawn("redis-server", args, { stdio: "ignore" });
    const client = new Redis(this.url, { retryStrategy: () => 20, maxRetriesPerRequest: null });
    client.on("error", () => {});
    await client.ping();
    client.disconnect();
  }

  /** Stops it at once, as a crash would. */
  async down(): Promise<void> {
    this.#process?.kill("SIGKILL");
    if (this.#process?.exitCode === null && this.#process.signalCode === null)
      await once(this.#process, "exit");
  }

  async remove(): Promise<void> {
    await this.down();
    rmSync(this.#folder, { recursive: true });
  }
}

/** A port of loopback that nothing listens on. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, "close");
  return port;
}
