import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { appendFileSync } from "node:fs";
import { join } from "node:path";
import { buildBot } from "../support/build.ts";
import { type TemporaryFolder, temporaryFolder, writeFiles } from "../support/temporary.ts";

/** What a command of a bundle came to. */
export interface Outcome {
  /** Null where it was killed. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A command of a bundle that is under way. */
export interface Running {
  readonly child: ChildProcess;
  /** What it has printed so far. */
  readonly printed: () => string;
  readonly ended: Promise<Outcome>;
}

/** A project with tables, in a folder of its own. */
export class Project {
  readonly #folder: TemporaryFolder = temporaryFolder();

  constructor(storage: Readonly<Record<string, string>>) {
    writeFiles(this.#folder.path, {
      "furlow.config.yaml": `state:\n  storage: ${JSON.stringify(storage)}\n`,
    });
  }

  get path(): string {
    return this.#folder.path;
  }

  /** Writes the document, with the columns of its one table `notes` beside the key. */
  write(columns: Readonly<Record<string, string>>, out = "dist"): void {
    const lines = Object.entries(columns).map(([name, settings]) => `        ${name}: ${settings}\n`);
    const text = [
      'version: "1"\nstate:\n  tables:\n    notes:\n      columns:\n        id: { type: number, primary: true }\n',
      ...lines,
      "commands:\n  - name: count\n    description: How many there are\n    actions:\n",
      '      - db_query: { table: notes, as: rows }\n      - reply: "${length(rows)} notes"\n',
    ].join("");
    writeFiles(this.path, { "furlow.yaml": text, "out.txt": out });
  }

  /** Writes the next migration, as `furlow migrate:create` does. */
  async create(name: string, allowDestructive = false): Promise<void> {
    const { createMigrationFor } = await import("../../compiler/index.ts");
    const options = {
      entry: "furlow.yaml",
      cwd: this.path,
      environment: {},
      name,
      allowDestructive,
      empty: true,
    };
    const { outcome, diagnostics } = createMigrationFor(options);
    if (outcome?.kind === "created") return;
    throw new Error(`no migration: ${JSON.stringify(outcome ?? diagnostics.map(({ message }) => message))}`);
  }

  /** Adds SQL to a migration, as somebody does by hand. */
  add(file: string, sql: string): void {
    for (const dialect of ["sqlite", "postgres"])
      appendFileSync(join(this.path, "migrations", dialect, file), `${sql}\n`);
  }

  async build(out = "dist"): Promise<void> {
    const { report, diagnostics } = await buildBot({ folder: this.path, out });
    if (report === undefined)
      throw new Error(diagnostics.map(({ code, message }) => `${code} ${message}`).join("\n"));
  }

  /** Starts the bundle with a command. */
  start(args: readonly string[], out = "dist", environment: Readonly<Record<string, string>> = {}): Running {
    const child = spawn(process.execPath, [join(this.path, out, "bot.mjs"), ...args], {
      cwd: this.path,
      env: { PATH: process.env["PATH"], ...environment },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const texts = { stdout: "", stderr: "" };
    for (const name of ["stdout", "stderr"] as const)
      child[name].setEncoding("utf8").on("data", (chunk: string) => {
        texts[name] += chunk;
      });
    const ended = once(child, "close").then(([code]) => ({ code: code as number | null, ...texts }));
    return { child, printed: () => texts.stdout, ended };
  }

  run(args: readonly string[], out = "dist"): Promise<Outcome> {
    return this.start(args, out).ended;
  }

  remove(): void {
    this.#folder.remove();
  }
}
