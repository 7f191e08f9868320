import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { decode, type SourceMapMappings } from "@jridgewell/sourcemap-codec";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { REPOSITORY } from "../support/build.ts";
import { type Built, buildFiles } from "./project.ts";

const STARTER = readFileSync(join(REPOSITORY, "templates/starter/furlow.yaml"), "utf8");
const PART = `version: "0.1"
flows:
  said:
    parameters: [{ name: words, type: string, required: true }]
    actions:
      - log: |
          \${words} in
          \${guild.name}
`;
const YAML: Record<string, string> = {
  "furlow.yaml": STARTER.replace("name: Greeter", "name: Greeter\nimports: [parts/said.yaml]").replace(
    '      - send_message: "Hello',
    '      - call_flow: { flow: said, args: { words: "${message.content}" } }\n      - send_message: "Hello',
  ),
  "parts/said.yaml": PART,
};

interface FileMap {
  readonly sources: string[];
  readonly sourcesContent?: string[];
  readonly mappings: string;
}

let built: Built;

beforeAll(async () => {
  built = await buildFiles(YAML, afterAll);
});

function read(path: string): string {
  return readFileSync(join(built.folder, "dist", path), "utf8");
}

function generatedFiles(): string[] {
  return readdirSync(join(built.folder, "dist/src"), { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".ts"))
    .map((path) => `src/${path}`)
    .sort();
}

describe("bot.mjs.map", () => {
  test("leads to the generated sources and to nothing else, by relative paths", () => {
    const map = JSON.parse(read("bot.mjs.map")) as FileMap;
    expect(map.sources.every((source) => /^src\/[\w./-]+\.ts$/.test(source))).toBe(true);
    expect(map.sources.filter((source) => !generatedFiles().includes(source))).toEqual([]);
    expect(map.sources).toEqual(expect.arrayContaining(["src/bot.ts", "src/flows/said.ts"]));
    map.sources.forEach((source, i) => {
      expect(map.sourcesContent?.[i]).toBe(read(source));
    });
  });

  test("is named at the end of the bundle", () => {
    expect(read("bot.mjs").trimEnd().split("\n").at(-1)).toBe("//# sourceMappingURL=bot.mjs.map");
  });

  test("maps into lines and columns that are there, and every handler's code is mapped", () => {
    const map = JSON.parse(read("bot.mjs.map")) as FileMap;
    const bundle = read("bot.mjs").split("\n");
    const seen = new Set<string>();
    decode(map.mappings).forEach((segments, line) => {
      for (const segment of segments) {
        expect(segment[0]).toBeLessThanOrEqual(bundle[line]!.length);
        if (segment.length === 1) continue;
        const [, source, sourceLine, column] = segment;
        seen.add(map.sources[source]!);
        expect(column).toBeLessThanOrEqual(map.sourcesContent![source]!.split("\n")[sourceLine]!.length);
      }
    });
    expect([...seen].sort()).toEqual([...map.sources].sort());
  });
});

describe("bot.yaml.map", () => {
  const maps = () => (JSON.parse(read("bot.yaml.map")) as { files: Record<string, FileMap> }).files;

  /** Calls back for every segment of a file's map. */
  function eachSegment(
    map: FileMap,
    visit: (segment: SourceMapMappings[number][number], line: number) => void,
  ): void {
    decode(map.mappings).forEach((segments, line) => {
      for (const segment of segments) visit(segment, line);
    });
  }

  test("is about every generated file that stems from the document", () => {
    const own = ["src/bot.ts", "src/cache.ts"];
    expect(Object.keys(maps()).sort()).toEqual(generatedFiles().filter((path) => !own.includes(path)));
  });

  test("every mapping begins inside the generated file and ends inside a line of YAML", () => {
    for (const [path, map] of Object.entries(maps())) {
      const code = read(path).split("\n");
      expect(map.sources.every((source) => source in YAML)).toBe(true);
      eachSegment(map, (segment, line) => {
        expect(segment[0], `${path}:${line + 1}`).toBeLessThanOrEqual(code[line]?.length ?? -1);
        if (segment.length === 1) return;
        const text = YAML[map.sources[segment[1]]!]!.split("\n")[segment[2]];
        expect(segment[3], `${path}:${line + 1}`).toBeLessThan(text?.length ?? -1);
      });
    }
  });

  test("what it leads to is the action or the expression that stands there", () => {
    const seen: string[] = [];
    eachSegment(maps()["src/flows/said.ts"]!, (segment) => {
      if (segment.length === 1) return;
      const line = PART.split("\n")[segment[2]]!.slice(segment[3]);
      seen.push(/^[\w.]+/.exec(line)?.[0] ?? line);
    });
    expect(new Set(seen)).toEqual(new Set(["said", "log", "words", "guild.name", "${words} in"]));
  });

  test("imports, interfaces, parameters and closing brackets lead nowhere", () => {
    for (const [path, map] of Object.entries(maps())) {
      const lines = decode(map.mappings);
      let mapped = false;
      read(path)
        .split("\n")
        .forEach((text, line) => {
          const first = lines[line]?.[0];
          if (first !== undefined && /^\s*$/.test(text.slice(0, first[0]))) mapped = first.length > 1;
          const helper = /^(import|interface|\s*who\?|\s*style\?|})/.test(text);
          if (helper) expect(mapped, `${path}:${line + 1} ${text}`).toBe(false);
        });
    }
  });
});
