import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, test } from "vitest";
import { checksInOrder, examine } from "../../bin/doctor/examine.ts";
import { load } from "../../compiler/1-load/index.ts";
import { Diagnostics } from "../../compiler/diagnostics/diagnostics.ts";
import type { Files } from "../build/project.ts";
import { emptyFolder, furlow } from "../cli/cli.ts";
import { FIXED, FIXED_FILES, LEASED, SCALED, SINGLE, SINGLE_FILES } from "../deploy/model.ts";
import { CORPUS, hasCorpus } from "../support/corpus.ts";
import { temporaryFolder, writeFiles } from "../support/temporary.ts";
import { examinedFolder, found, said, severities } from "./examined.ts";

/** The checklist at the end of the scaling guide. */
const CHECKLIST = [
  "Enable sharding in config",
  "Set up Redis for cross-shard state",
  "Configure PostgreSQL with connection pooling",
  "Set up health checks",
  "Configure monitoring (Prometheus/Grafana)",
  "Set up log aggregation",
  "Test graceful shutdown",
  "Document deployment process",
  "Create runbooks for common issues",
];

/** What is so of every example bot: none says how it is run. */
const UNCONFIGURED = {
  sharding: "ok",
  "cross-shard": "ok",
  state: "ok",
  health: "advice",
  metrics: "advice",
  logs: "ok",
  shutdown: "advice",
  deployment: "advice",
  intents: "ok",
  processes: "ok",
  sessions: "ok",
  resources: "ok",
  secrets: "ok",
};

const EXAMPLES = {
  "simple-bot": { ...UNCONFIGURED, document: "ok" },
  "moderation-bot": UNCONFIGURED,
  "music-bot": UNCONFIGURED,
  "multi-file-bot": UNCONFIGURED,
};

const DOCUMENT = `version: "1"
name: Counter
state:
  variables: { hits: { type: number, default: 0 } }
commands:
  - { name: hit, description: Hits, actions: [{ increment: { var: hits } }, { wait: 45s }, { reply: Hit }] }
`;

const bot = (config = ""): Files => ({ "furlow.yaml": DOCUMENT, "furlow.config.yaml": `${config}\n` });

/** Bots by their configuration, and which checks have what to say of them; all others are content. */
const FIXTURES: readonly (readonly [name: string, config: string, expected: Record<string, string>])[] = [
  [
    "nothing said",
    "build: { minify: true }",
    { state: "problem", health: "advice", metrics: "advice", shutdown: "advice", deployment: "advice" },
  ],
  ["leases", LEASED, { metrics: "problem", logs: "advice", shutdown: "advice" }],
  ["leases, scaled", SCALED, { metrics: "problem", logs: "advice", shutdown: "advice" }],
  [
    "fixed places",
    FIXED,
    { state: "problem", "cross-shard": "problem", metrics: "problem", logs: "advice", processes: "advice" },
  ],
  [
    "fixed places with files",
    FIXED_FILES,
    {
      state: "problem",
      "cross-shard": "problem",
      metrics: "problem",
      logs: "advice",
      shutdown: "advice",
      processes: "advice",
      sessions: "advice",
    },
  ],
  ["one process", SINGLE, { state: "problem", metrics: "advice", shutdown: "advice" }],
  ["one process with a file", SINGLE_FILES, { metrics: "advice", shutdown: "advice" }],
];

describe("furlow doctor", () => {
  it("covers the guide's checklist item by item", () => {
    const covered = checksInOrder().flatMap(({ covers }) => covers);
    expect(covered).toEqual(CHECKLIST);
    expect(new Set(checksInOrder().map(({ order }) => order)).size).toBe(checksInOrder().length);
  });

  it.runIf(hasCorpus)("takes the checklist from the guide word for word", () => {
    const guide = readFileSync(join(CORPUS, "../scaling-guide.md"), "utf8");
    expect([...guide.matchAll(/^- \[ \] (.+)$/gm)].map(([, item]) => item)).toEqual(CHECKLIST);
  });

  it.runIf(hasCorpus).each(Object.entries(EXAMPLES))("of the example %s", async (name, expected) => {
    const results = await examine(examinedFolder(join(CORPUS, "examples", name)), undefined);
    expect(severities(results)).toMatchObject(expected);
  });

  it.each(FIXTURES)("of a bot with %s", async (_name, config, expected) => {
    const results = await found(bot(config));
    const others = Object.entries(severities(results)).filter(([, severity]) => severity !== "ok");
    expect(Object.fromEntries(others)).toEqual(expected);
  });

  it("says of everything that is not well how to change it, and what it costs to leave it", async () => {
    const all = await Promise.all(FIXTURES.map(([, config]) => found(bot(config))));
    for (const finding of all.flat().flatMap(({ findings }) => findings)) {
      if (finding.severity !== "ok") expect(finding).toMatchObject({ fix: /./, cost: /./ });
    }
  });

  it("proposes configuration that there is", async () => {
    const all = await Promise.all(FIXTURES.map(([, config]) => found(bot(config))));
    const fixes = new Set(all.flat().flatMap(({ findings }) => findings.flatMap(({ fix }) => fix ?? [])));
    const written = [...fixes].filter((fix) => fix.startsWith("# furlow.config.yaml\n"));
    expect(written.length).toBeGreaterThan(6);
    for (const fix of written) expect(configErrors(fix), fix).toEqual([]);
  });
});

/** What is wrong with a configuration. */
function configErrors(text: string): string[] {
  const folder = temporaryFolder();
  writeFiles(folder.path, { "furlow.yaml": DOCUMENT, "furlow.config.yaml": `${text}\n` });
  const diagnostics = new Diagnostics();
  load({ entry: "furlow.yaml", cwd: folder.path, environment: {} }, diagnostics);
  folder.remove();
  const errors = diagnostics.sorted().filter(({ severity }) => severity === "error");
  return errors.map(({ message }) => message);
}

describe("what is found", () => {
  test("waits that are longer than handlers have to end", async () => {
    const longer = await found(bot("shutdown: { timeout: 46s }\ndeploy: { name: hits }"));
    expect(said(longer, "shutdown")).toEqual(["ok: handlers have 46 s to end, and the container 56 s"]);
    expect(said(await found(bot("deploy: { name: hits }")), "shutdown")[1]).toBe(
      "advice: a handler waits for 45 s (furlow.yaml:6) | more than 20 s to end in",
    );
  });

  test("processes that cannot agree, or not reach each other", async () => {
    const shards = (total: string) =>
      bot(`sharding: { enabled: true, total_shards: ${total} }\ndeploy: { replicas: 2 }`);
    expect(said(await found(shards("auto")), "cross-shard")[0]).toMatch(/^problem: 2 processes, and `total_/);
    expect(said(await found(shards("4")), "cross-shard")[0]).toMatch(
      /^advice: 2 processes with fixed places/,
    );
  });

  test("more connections than a server has", async () => {
    const pool = (max: number) => LEASED.replace('}" } }', `}", pool: { max: ${max} } } }`);
    expect(said(await found(bot(pool(20))), "state")[0]).toMatch(/^ok: PostgreSQL, pools of 20: 80 conn/);
    const results = await found(bot(pool(40)));
    expect(said(results, "state")[0]).toMatch(/^advice: PostgreSQL, pools of 40: 160 connections at most/);
    const { findings } = results.find(({ name }) => name === "state")!;
    expect(findings[0]?.fix).toContain("max: 24");
  });

  test("less memory than a process takes", async () => {
    const limited = (memory: string) =>
      bot(`deploy: { resources: { requests: { memory: 64Mi }, limits: { memory: ${memory} } } }`);
    expect(said(await found(limited("100Mi")), "resources")[0]).toMatch(/^advice: .* \| about 151 MB/);
    expect(said(await found(limited("32Mi")), "resources")[0]).toMatch(
      /^problem: .*limits that are not below/,
    );
    expect(said(await found(limited("256Mi")), "resources")[0]).toMatch(/^ok: /);
  });

  test("secrets in files, and an .env that git would take along", async () => {
    const token = `${"M".padEnd(26, "Tk4")}.G1a2b3.${"x".repeat(38)}`;
    const files = {
      ...bot(`state: { storage: { type: postgres, url: "postgres://bot:hunter2@db/bot" } }`),
      ".env": `DISCORD_TOKEN=${token}`,
      ".git/HEAD": "",
      ".gitignore": "dist/",
    };
    const results = await found(files, { DISCORD_TOKEN: token });
    expect(said(results, "secrets")).toEqual([
      "problem: furlow.config.yaml:1 has a password in it",
      "problem: .env is not in .gitignore",
    ]);
    expect(JSON.stringify(results)).not.toContain("hunter2");
    const moved = await found({
      "furlow.yaml": `${DOCUMENT}# ${token}\n`,
      ".env": "",
      ".git/HEAD": "",
      ".gitignore": ".env",
    });
    expect(said(moved, "secrets")).toEqual(["ok: none in the files that were read"]);
    const named = await found({ "furlow.yaml": DOCUMENT.replace("reply: Hit", `reply: ${token}`) });
    expect(said(named, "secrets")).toEqual(["problem: furlow.yaml:6 has a bot's token in it"]);
  });

  test("levels and checks that leave something out", async () => {
    const config = `logging: { level: debug, format: pretty }
health: { enabled: true, checks: [discord_gateway] }
state: { storage: { type: sqlite } }`;
    const results = await found(bot(config));
    expect(said(results, "logs").slice(1)).toEqual([
      "advice: level debug | a level for work",
      "advice: format pretty | lines that programs can read",
    ]);
    expect(said(results, "health")[1]).toBe("advice: checks: discord_gateway | database");
  });
});

describe("the command", () => {
  it("ends with 1 where there is a problem, and with 0 where there is not", async () => {
    const cwd = emptyFolder();
    writeFiles(cwd, bot(SINGLE_FILES));
    const healthy = await furlow(["doctor"], { cwd });
    expect(healthy).toMatchObject({ code: 0, stderr: "" });
    expect(healthy.stdout).toContain("✓ Sharding\n    ✓ one shard: not needed because");
    expect(healthy.stdout).toMatch(/\n0 problems, 2 to consider\n$/);
    writeFiles(cwd, bot("health: { enabled: true }"));
    const ill = await furlow(["doctor", "--format", "json"], { cwd });
    expect(ill).toMatchObject({ code: 1, stderr: "" });
    const { problems, checks } = JSON.parse(ill.stdout) as { problems: number; checks: { name: string }[] };
    expect(problems).toBe(1);
    expect(checks.map(({ name }) => name)).toEqual(checksInOrder().map(({ name }) => name));
    writeFiles(cwd, { "furlow.yaml": "a: [" });
    expect(await furlow(["doctor"], { cwd })).toMatchObject({ code: 1, stdout: "" });
  });
});
