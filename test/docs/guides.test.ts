import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { checkProject } from "../../compiler/index.ts";
import { REPOSITORY } from "../support/build.ts";
import { temporaryFolder, writeFiles } from "../support/temporary.ts";

const GUIDES = ["performance.md", "debugging.md", "custom-actions.md", "operating.md"];

const read = (name: string) => readFileSync(join(REPOSITORY, "docs", name), "utf8");

/** Blocks of a language, as they stand. */
function blocksOf(text: string, language: string): string[] {
  return [...text.matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, "g"))].map(
    ([, code]) => code!,
  );
}

/** A heading as GitHub names it. */
function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, "")
    .replace(/\s/g, "-");
}

describe.each(GUIDES)("%s", (name) => {
  const text = read(name);

  test("shows YAML that compiles", () => {
    const plugins = Object.fromEntries(
      blocksOf(text, "ts").flatMap((code) => {
        const [, file] = /^\/\/ (\S+\.ts)\n/.exec(code) ?? [];
        return file === undefined ? [] : [[file, code]];
      }),
    );
    for (const yaml of blocksOf(text, "yaml")) {
      const folder = temporaryFolder();
      const isConfig = yaml.startsWith("# furlow.config.yaml");
      const files: Record<string, string> = isConfig
        ? { "furlow.yaml": 'version: "1"\n', "furlow.config.yaml": yaml }
        : { "furlow.yaml": `version: "1"\n${yaml}` };
      writeFiles(folder.path, { ...plugins, ...files });
      const { diagnostics } = checkProject({ entry: "furlow.yaml", cwd: folder.path, environment: {} });
      folder.remove();
      expect(
        diagnostics.map(({ message }) => message),
        yaml,
      ).toEqual([]);
    }
  });

  test("links to what there is", () => {
    for (const [, path, , anchor] of text.matchAll(/\]\(([\w./-]+\.md)(#([\w-]+))?\)/g)) {
      const target = join(REPOSITORY, "docs", path!);
      expect(existsSync(target), path).toBe(true);
      if (anchor === undefined) continue;
      const headings = [...readFileSync(target, "utf8").matchAll(/^#+ (.+)$/gm)].map(([, each]) => each!);
      expect(headings.map(anchorOf), `${dirname(path!)}/${path}`).toContain(anchor);
    }
  });

  test("names commands of npm that there are", () => {
    const { scripts } = JSON.parse(readFileSync(join(REPOSITORY, "package.json"), "utf8")) as {
      scripts: Record<string, string>;
    };
    for (const [, script] of text.matchAll(/npm run ([a-z][\w:-]*)/g))
      if (!["try", "check", "build"].includes(script!)) expect(Object.keys(scripts)).toContain(script);
  });
});
