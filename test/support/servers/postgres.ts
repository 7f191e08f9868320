import { type ChildProcess, execFileSync, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { appendFileSync, chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import pg from "pg";
import { freePort } from "./redis.ts";

/** Where the newest installed server's programs are; Debian keeps them out of the PATH. */
const PROGRAMS = programs();

/** Whether a PostgreSQL server is installed here. */
export const hasPostgres = PROGRAMS !== undefined;

function programs(): string | undefined {
  const debian = "/usr/lib/postgresql";
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : [];
  const folders = versions.map((version) => join(debian, version, "bin"));
  return [...folders, ...(process.env["PATH"] ?? "").split(":")].find((folder) =>
    existsSync(join(folder, "initdb")),
  );
}

/** The server refuses to run as root: then it runs as the user that its package made. */
const isRoot = process.getuid?.() === 0;

function idsOfPostgres(): [number, number] {
  const id = (flag: string) => Number(execFileSync("id", [flag, "postgres"], { encoding: "utf8" }));
  return [id("-u"), id("-g")];
}

/** A program of the server with its arguments, run as a user who may; a server ends with the test that started it. */
function command(program: string, args: readonly string[], folder: string): [string, string[], object] {
  const env = { PATH: `${PROGRAMS}:/usr/bin:/bin`, HOME: folder, LC_ALL: "C" };
  const user = isRoot ? ["--reuid", "postgres", "--regid", "postgres", "--init-groups"] : [];
  const path = join(PROGRAMS!, program);
  return spawnSync("setpriv", ["--version"]).status === 0
    ? ["setpriv", [...user, "--pdeathsig", "SIGQUIT", path, ...args], { env, cwd: folder }]
    : [path, [...args], { env, cwd: folder }];
}

async function run(program: string, args: readonly string[], folder: string): Promise<void> {
  const [file, all, options] = command(program, args, folder);
  const child = spawn(file, all, { ...options, stdio: ["ignore", "ignore", "pipe"] });
  let said = "";
  child.stderr.on("data", (data) => {
    said += data;
  });
  const [code] = (await once(child, "close")) as [number | null];
  if (code !== 0) throw new Error(`${program} ended with ${code}: ${said}`);
}

export interface PostgresOptions {
  /** Whether commits reach the disk before they are acknowledged: for tests of what a crash loses. */
  readonly fsync?: boolean;
  /** More lines of `postgresql.conf`. */
  readonly settings?: readonly string[];
}

/** A PostgreSQL server of a test's own, on loopback: a primary, or a replica of one. */
export class PostgresServer {
  #process: ChildProcess | undefined;
  readonly #replicas: PostgresServer[] = [];

  private constructor(
    readonly folder: string,
    readonly port: number,
  ) {}

  /** Starts a primary with an empty database. */
  static async start({ fsync = false, settings = [] }: PostgresOptions = {}): Promise<PostgresServer> {
    const server = new PostgresServer(ownFolder(), await freePort());
    // After a crash a server that is to be safe writes out all files that are not on the disk yet.
    const auth = ["-U", "postgres", "-A", "trust", "-E", "UTF8", ...(fsync ? [] : ["--no-sync"])];
    await run("initdb", ["-D", server.data, ...auth], server.folder);
    const lines = [
      "listen_addresses = '127.0.0.1'",
      `unix_socket_directories = '${server.folder}'`,
      "wal_level = replica",
      "max_wal_senders = 8",
      "wal_receiver_status_interval = 1",
      "wal_retrieve_retry_interval = 200",
      "shared_buffers = 32MB",
      `fsync = ${fsync ? "on" : "off"}`,
      ...settings,
    ];
    appendFileSync(join(server.data, "postgresql.conf"), `${lines.join("\n")}\n`);
    appendFileSync(join(server.data, "pg_hba.conf"), "host replication all 127.0.0.1/32 trust\n");
    await server.up();
    return server;
  }

  get url(): string {
    return urlOf(this.port);
  }

  get data(): string {
    return join(this.folder, "data");
  }

  /** Starts a streaming replica of this server, which is removed with it. */
  async replica(): Promise<PostgresServer> {
    const replica = new PostgresServer(ownFolder(), await freePort());
    const from = ["-h", "127.0.0.1", "-p", String(this.port), "-U", "postgres"];
    const way = ["-R", "-X", "stream", "-c", "fast", "--no-sync"];
    await run("pg_basebackup", [...from, "-D", replica.data, ...way], replica.folder);
    // What the primary said in its own settings comes along; the socket has a folder of its own.
    const socket = `unix_socket_directories = '${replica.folder}'\n`;
    appendFileSync(join(replica.data, "postgresql.conf"), socket);
    await replica.up();
    this.#replicas.push(replica);
    return replica;
  }

  /** Starts it, again with what it has on disk; resolves when it answers. */
  async up(): Promise<void> {
    const args = ["-D", this.data, "-p", String(this.port)];
    const [file, all, options] = command("postgres", args, this.folder);
    const child = spawn(file, all, { ...options, stdio: ["ignore", "ignore", "pipe"] });
    let said = "";
    child.stderr.on("data", (data) => {
      said = `${said}${data}`.slice(-2_000);
    });
    this.#process = child;
    for (;;) {
      const isUp = await this.query("SELECT 1").then(
        () => true,
        () => false,
      );
      if (isUp) return;
      if (child.exitCode !== null) throw new Error(`PostgreSQL did not start: ${said}`);
      await setTimeout(20);
    }
  }

  /** Stops it at once, as a crash would: it has to recover when it starts again. */
  async down(): Promise<void> {
    const child = this.#process;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, "exit");
    child.kill("SIGQUIT");
    await ended;
  }

  async restart(): Promise<void> {
    await this.down();
    await this.up();
  }

  /** Runs SQL on a connection of its own. */
  async query(sql: string, parameters: unknown[] = []): Promise<Record<string, unknown>[]> {
    const client = new pg.Client({ connectionString: this.url, connectionTimeoutMillis: 2_000 });
    client.on("error", () => {});
    try {
      await client.connect();
      return (await client.query(sql, parameters)).rows as Record<string, unknown>[];
    } finally {
      await client.end();
    }
  }

  /** A replica shows what the primary committed so much later. */
  async delayReplay(milliseconds: number): Promise<void> {
    await this.query(`ALTER SYSTEM SET recovery_min_apply_delay = ${milliseconds}`);
    await this.query("SELECT pg_reload_conf()");
    // A server takes new settings over between two statements.
    for (;;) {
      const [row] = await this.query("SHOW recovery_min_apply_delay");
      if (parsed(String(row!["recovery_min_apply_delay"])) === milliseconds) return;
      await setTimeout(10);
    }
  }

  /** A replica stands still, or goes on. */
  async replay(goesOn: boolean): Promise<void> {
    await this.query(goesOn ? "SELECT pg_wal_replay_resume()" : "SELECT pg_wal_replay_pause()");
    for (;;) {
      const [row] = await this.query("SELECT pg_get_wal_replay_pause_state() AS state");
      if ((row!["state"] === "not paused") === goesOn) return;
      await setTimeout(10);
    }
  }

  /** Makes a replica a primary of its own. */
  async promote(): Promise<void> {
    await this.query("SELECT pg_promote()");
  }

  /** Resolves when a replica has what this server has committed by now. */
  async untilReplayed(replica: PostgresServer): Promise<void> {
    const [row] = await this.query("SELECT pg_current_wal_flush_lsn() AS position");
    const sql = "SELECT pg_last_wal_replay_lsn() >= $1 AS has";
    while ((await replica.query(sql, [row!["position"]]))[0]!["has"] !== true) await setTimeout(10);
  }

  async remove(): Promise<void> {
    for (const replica of this.#replicas) await replica.remove();
    await this.down();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** The address of a database of tests on a port, which may be a proxy's. */
export function urlOf(port: number): string {
  return `postgres://postgres@127.0.0.1:${port}/postgres`;
}

function ownFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "furlow-postgres-"));
  if (isRoot) chownSync(folder, ...idsOfPostgres());
  return folder;
}

/** Milliseconds of a duration as `SHOW` writes it. */
function parsed(shown: string): number {
  const [, number, unit] = /^(\d+)(ms|s|min)?$/.exec(shown) ?? [];
  return Number(number) * { ms: 1, s: 1_000, min: 60_000 }[unit ?? "ms"]!;
}
