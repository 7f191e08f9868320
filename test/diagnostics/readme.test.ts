import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { build, checkProject, formatDiagnostics } from "../../compiler/index.ts";

const ROOT = join(import.meta.dirname, "../..");
const readme = readFileSync(join(ROOT, "README.md"), "utf8");

/** The code blocks that follow a comment such as `<!-- generated: bot.ts -->`, by what the comment names. */
const blocks = new Map(
  [...readme.matchAll(/<!-- (\w+): (\S+?)(?:,.*?)? -->\n```\w+\n([\s\S]*?)```/g)].map(
    ([, kind, path, code]) => [`${kind} ${path}`, code!] as const,
  ),
);

let out: string;
beforeAll(async () => {
  out = mkdtempSync(join(tmpdir(), "furlow-readme-"));
  const { report } = await build({ entry: "templates/starter/furlow.yaml", cwd: ROOT, out, environment: {} });
  expect(report).toBeDefined();
});
afterAll(() => rmSync(out, { recursive: true }));

describe("the README", () => {
  it.each(["commands/greet.ts", "bot.ts"])("shows %s as the compiler writes it", (path) => {
    expect(blocks.get(`generated ${path}`)).toBe(readFileSync(join(out, "src", path), "utf8"));
  });

  it("shows the YAML of the starter template", () => {
    const template = readFileSync(join(ROOT, "templates/starter/furlow.yaml"), "utf8");
    const shown = blocks.get("yaml templates/starter/furlow.yaml")!.replace(/^commands:\n/, "");
    expect(template).toContain(shown);
  });

  it("shows an error as the compiler prints it", () => {
    const folder = mkdtempSync(join(tmpdir(), "furlow-readme-"));
    const text =
      'version: "1"\ncommands:\n  - name: hi\n    description: Hi\n    actions:\n      - reply: Hi ${user.usrname}\n';
    writeFileSync(join(folder, "furlow.yaml"), text);
    const { diagnostics } = checkProject({ entry: "furlow.yaml", cwd: folder, environment: {} });
    expect(readme).toContain(formatDiagnostics(diagnostics, "pretty").trim());
    rmSync(folder, { recursive: true });
  });
});
