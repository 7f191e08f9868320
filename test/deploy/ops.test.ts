import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { alertsOf } from "../../compiler/4-emit/deploy/monitoring/alerts.ts";
import { opsFiles } from "../../compiler/4-emit/deploy/ops/index.ts";
import { runbookNames, runbookSummary } from "../../compiler/4-emit/deploy/ops/pages.ts";
import { REPOSITORY } from "../support/build.ts";
import { FIXED, FIXED_FILES, LEASED, modelOf, SCALED, SINGLE, SINGLE_FILES } from "./model.ts";

/** The alerts that the rules of a bot have. */
const ALERTS = alertsOf(modelOf(LEASED))
  .map(({ name }) => name)
  .sort();

const SECTIONS = ["First look", "Causes, and how to tell them apart", "What to do", "Over when"];

const MODELS = { LEASED, SCALED, FIXED, FIXED_FILES, SINGLE, SINGLE_FILES };

const DOCS = join(REPOSITORY, "docs/runbooks");

/** The Markdown files that a page names, relative to it. */
function linksOf(text: string): string[] {
  return [...text.matchAll(/\]\(([^)#:]+\.md)(?:#[\w-]+)?\)/g)].map(([, path]) => path!);
}

/** Code blocks of a shell. */
function scriptsOf(text: string): string[] {
  return [...text.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, script]) => script!);
}

describe("runbooks", () => {
  test("there is a page for each alert, and none for another", () => {
    expect(runbookNames()).toEqual(ALERTS);
  });

  test.each(ALERTS)("%s says what it means, what to look at, what to do, and when it is over", (name) => {
    const text = readFileSync(join(DOCS, `${name}.md`), "utf8").replace(/^<!-- Generated.*\n\n/, "");
    expect(text).toMatch(new RegExp(`^# ${name}\n\n\\S[\\s\\S]+?\n\n\\*\\*Users notice:\\*\\* `));
    expect([...text.matchAll(/^## (.+)$/gm)].map(([, title]) => title)).toEqual(SECTIONS);
    expect(text).toContain("Dashboard: row *");
    expect(runbookSummary(text)).toMatch(/^\S.{20,200}\.$/);
    expect(text).not.toMatch(/\{\{|<!--/);
    for (const link of linksOf(text)) expect(existsSync(join(DOCS, link)), link).toBe(true);
  });
});

describe.each(Object.entries(MODELS))("the notes of %s", (_name, config) => {
  const model = modelOf(config);
  const files = opsFiles(model);

  test("are the README and a page for each alert, the same for the same bot", () => {
    const pages = ALERTS.map((name) => `ops/runbooks/${name}.md`);
    expect(Object.keys(files).sort()).toEqual(["ops/README.md", ...pages].sort());
    expect(opsFiles(modelOf(config))).toEqual(files);
  });

  test("have the bot's own names, all places filled, and links that lead somewhere", () => {
    for (const [path, text] of Object.entries(files)) {
      expect(text, path).not.toMatch(/\{\{|<!--|undefined|my-bot-migrate|\n{3}/);
      for (const link of linksOf(text)) expect(Object.keys(files)).toContain(join(dirname(path), link));
      const namespaces = [...text.matchAll(/kubectl [^\n|]*?-n (\S+)/g)].map(([, name]) => name);
      expect(new Set([...namespaces, model.namespace])).toEqual(new Set([model.namespace]));
    }
    expect(files["ops/README.md"]).toContain(`${model.image}:${model.tag}`);
  });

  test("name what the bot does not have nowhere", () => {
    const all = Object.entries(files)
      .filter(([path]) => /StateSlow|StateFailing/.test(path))
      .map(([, text]) => text)
      .join("\n");
    expect(/psql|too many clients/.test(all)).toBe(model.postgres !== undefined);
    expect(/redis-cli/.test(all)).toBe(model.redis !== undefined);
  });

  test("have commands that a shell can read", () => {
    const scripts = Object.values(files).flatMap(scriptsOf);
    const { status, stderr } = spawnSync("bash", ["-n", "-c", scripts.join("\n")], { encoding: "utf8" });
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  });
});

describe("the deployment notes", () => {
  const notes = (config: string, options = {}) => opsFiles(modelOf(config, options))["ops/README.md"]!;

  test("say what the bot needs", () => {
    const text = notes(LEASED);
    for (const row of [
      "| `DISCORD_TOKEN` | required: the bot's token |",
      "| `DATABASE_URL` | required: the address of PostgreSQL |",
      "| `GREETING` | env.GREETING |",
      "| processes | 3, with 8 shards, shared by leases |",
      "| health checks | port 8080, `/health`, /live, /ready, /startup |",
      "| PostgreSQL | `DATABASE_URL`; port 5432 |",
      "| of them privileged | guild_members: on in the developer portal |",
    ])
      expect(text).toContain(`\n${row}\n`);
    expect(text).not.toContain("| volumes |");
    expect(notes(SINGLE_FILES)).toContain("\n| volumes | /data/db |\n");
  });

  test("say how it is brought out, brought back and scaled, by where its shards run", () => {
    expect(notes(SCALED)).toContain(
      "by itself, from 2 to 8, at 60 % of the CPU: `kubectl -n bots get hpa leased`.",
    );
    expect(notes(LEASED)).toContain("`kubectl -n bots scale deployment/leased --replicas=N` for now");
    expect(notes(FIXED)).toContain("rollout undo statefulset/fixed");
    expect(notes(SINGLE)).toContain("**More or fewer processes:** not without shards");
    expect(notes(LEASED)).not.toContain("migrate");
    const migrating = notes(LEASED, { hasMigrations: true });
    expect(migrating).toContain("The overlay has a Job, `leased-migrate-b0123456789ab`");
    expect(migrating).toContain("node /app/bot.mjs migrate:rollback");
  });
});

test("a bot's name stays a name, whatever stands in it", () => {
  const model = { ...modelOf(SINGLE), title: "A | `b` <c>\n# {{name}}" };
  const text = opsFiles(model)["ops/README.md"]!;
  expect(text).toMatch(/^# Operating A \\\| \\`b\\` \\<c\\> \\# \{\{name\}\}\n/);
});

test("docs have no page beside those that are written", () => {
  expect(readdirSync(DOCS).sort()).toEqual(["README.md", ...ALERTS.map((name) => `${name}.md`)].sort());
});
