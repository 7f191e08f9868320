import { cpSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { botFolder, contents, emptyFolder, furlow, SMALL_BOT } from "../cli/cli.ts";

/** A build that finds nothing but mistakes may take this long, on a busy machine too. */
const LIMIT = 5_000; /* ms */

interface Case {
  readonly name: string;
  /** Code that the error has. */
  readonly code: string;
  /** Written over the bot's files before it is built again. */
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
  /** What files cannot express. */
  readonly prepare?: (cwd: string) => void;
  readonly args?: readonly string[];
  /** The exit code; 1 when left out. */
  readonly exit?: number;
}

const bot = (text: string) => ({ "furlow.yaml": text });

const CASES: readonly Case[] = [
  { name: "a missing file", code: "FUR1001", prepare: (cwd) => rmSync(join(cwd, "furlow.yaml")) },
  {
    name: "a file that cannot be read, because it is a folder",
    code: "FUR1001",
    prepare: (cwd) => {
      rmSync(join(cwd, "furlow.yaml"));
      mkdirSync(join(cwd, "furlow.yaml"));
    },
  },
  { name: "an empty file", code: "FUR1002", files: bot("") },
  { name: "nothing but comments", code: "FUR1002", files: bot("# a bot, one day\n") },
  { name: "binary content", code: "FUR1003", files: { "furlow.yaml": binary() } },
  { name: "text that is not UTF-8", code: "FUR1004", files: { "furlow.yaml": utf16(SMALL_BOT) } },
  { name: "10 MB of YAML", code: "FUR1005", files: bot(large(10_000_000)) },
  { name: "a YAML syntax error", code: "FUR1010", files: bot(`${SMALL_BOT}name: "unclosed\n`) },
  { name: "a cyclic anchor", code: "FUR1016", files: bot("version: 1\nconfig: &a\n  b: *a\n") },
  { name: "an alias bomb", code: "FUR1017", files: bot(aliasBomb()) },
  { name: "brackets without end", code: "FUR1018", files: bot(`version: 1\nname: ${"[".repeat(100_000)}`) },
  { name: "a list at the top", code: "FUR1020", files: bot("- name: ping\n") },
  { name: "an unknown version", code: "FUR1024", files: bot(SMALL_BOT.replace("0.1", "9.0")) },
  { name: "a missing import", code: "FUR1040", files: bot(`${SMALL_BOT}imports: [./none.yaml]\n`) },
  {
    name: "an import cycle",
    code: "FUR1041",
    files: {
      "furlow.yaml": `${SMALL_BOT}imports: [a.yaml]\n`,
      "a.yaml": "imports: [b.yaml]\n",
      "b.yaml": "imports: [a.yaml]\n",
    },
  },
  {
    name: "an import of binary content",
    code: "FUR1003",
    files: { "furlow.yaml": `${SMALL_BOT}imports: [a.yaml]\n`, "a.yaml": binary() },
  },
  {
    name: "an unknown configuration key",
    code: "FUR1060",
    files: { "furlow.config.yaml": "build: {ot: x}\n" },
  },
  {
    name: "a variable that is not set",
    code: "FUR1063",
    files: { "furlow.config.yaml": "build: {out: $env.NO}\n" },
  },
  { name: "an unknown action", code: "FUR3101", files: bot(SMALL_BOT.replace("reply", "replay")) },
  {
    name: "an output folder that is not ours",
    code: "FUR4001",
    files: bot(`${SMALL_BOT}# changed\n`),
    prepare: (cwd) => rmSync(join(cwd, "dist/.furlow-build.json")),
  },
  { name: "an output folder that is a file", code: "FUR4002", args: ["--out", "furlow.yaml"] },
  {
    name: "another's file where an output belongs",
    code: "FUR4003",
    files: {
      "dist/src/commands/pong.ts": "// mine\n",
      "furlow.yaml": SMALL_BOT.replace("name: ping", "name: pong"),
    },
  },
  { name: "the bot's own folder as output folder", code: "FUR4004", args: ["--out", "."] },
  {
    name: "an output folder that cannot be made",
    code: "FUR4005",
    args: ["--out", "furlow.yaml/out"],
    exit: 3,
  },
];

describe("a build of bad input fails fast, says why, and leaves the last output alone:", () => {
  let good: string;
  beforeAll(async () => {
    good = botFolder();
    expect(await furlow(["build"], { cwd: good })).toMatchObject({ code: 0 });
  });

  it.each(CASES)("$name ($code)", async ({ code, files = {}, prepare, args = [], exit = 1 }) => {
    const cwd = emptyFolder();
    cpSync(good, cwd, { recursive: true });
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(dirname(join(cwd, path)), { recursive: true });
      writeFileSync(join(cwd, path), content);
    }
    prepare?.(cwd);
    const before = contents(cwd);
    const outcome = await furlow(["build", ...args], { cwd });
    expect(outcome.stderr).toContain(`error ${code}: `);
    expect(outcome).toMatchObject({ code: exit, stdout: "" });
    expect(outcome.took).toBeLessThan(LIMIT);
    expect(contents(cwd)).toEqual(before);
  });
});

function binary(): Uint8Array {
  return Uint8Array.from({ length: 4_096 }, (_, i) => (i * 37) % 256);
}

function utf16(text: string): Uint8Array {
  return Buffer.from(`\uFEFF${text}`, "utf16le");
}

function large(bytes: number): string {
  const handler = "  - event: message_create\n    actions:\n      - log: hello\n";
  return `version: "0.1"\nevents:\n${handler.repeat(Math.ceil(bytes / handler.length))}`;
}

/** Ten aliases of ten aliases of …: a few lines that stand for 10⁹ values. */
function aliasBomb(): string {
  const lines = ["version: 1", "config:", "  a0: &a0 [x, x, x, x, x, x, x, x, x, x]"];
  for (let i = 1; i <= 8; i++)
    lines.push(
      `  a${i}: &a${i} [${Array(10)
        .fill(`*a${i - 1}`)
        .join(", ")}]`,
    );
  return lines.join("\n");
}
