import { cpSync, mkdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { build as bundle } from "esbuild";
import { packageRoot } from "../../../compiler/4-emit/package-root.ts";
import { buildBot } from "../../support/build.ts";
import { writeFiles } from "../../support/temporary.ts";

export const OPPONENTS = ["compiled", "handwritten", "uncached"] as const;
export type OpponentName = (typeof OPPONENTS)[number];

export const TITLES: Readonly<Record<OpponentName, string>> = {
  compiled: "compiled by FURLOW",
  handwritten: "discord.js, by hand",
  uncached: "discord.js, caches off",
};

export interface Opponent {
  readonly name: OpponentName;
  /** Its bundle. */
  readonly file: string;
  readonly bundleBytes: number;
}

export interface Opponents {
  readonly all: readonly Opponent[];
  /** The compiled bot's commands as Discord has them once they are registered. */
  readonly commands: readonly object[];
}

const BOTS = join(packageRoot(), "test/bench/bots");
/** discord.js keeps its development checks out of a bundle only through these. */
const EXTERNAL = ["zlib-sync", "bufferutil", "utf-8-validate"];

/** Builds the bot three times into a folder: from YAML, and by hand on discord.js, in both cases as one file. */
export async function buildOpponents(folder: string, options: { minify?: boolean } = {}): Promise<Opponents> {
  const compiled = await compile(join(folder, "compiled"), options.minify ?? true);
  const handwritten = await bundleHandwritten(folder, "cached");
  const uncached = await bundleHandwritten(folder, "uncached");
  const all = [
    { name: "compiled", file: compiled.file },
    { name: "handwritten", file: handwritten },
    { name: "uncached", file: uncached },
  ] as const;
  return {
    all: all.map((each) => ({ ...each, bundleBytes: statSync(each.file).size })),
    commands: compiled.commands,
  };
}

async function compile(folder: string, minify: boolean): Promise<{ file: string; commands: object[] }> {
  mkdirSync(folder, { recursive: true });
  cpSync(join(BOTS, "furlow"), folder, { recursive: true });
  writeFiles(folder, { "furlow.config.yaml": `build: { minify: ${minify} }\n` });
  const { report, diagnostics } = await buildBot({ folder, packageRoot: packageRoot() });
  if (report === undefined) throw new Error(diagnostics.map(({ message }) => message).join("\n"));
  const registrations = JSON.parse(readFileSync(join(folder, "dist/commands.json"), "utf8")) as {
    body: object;
  }[];
  const commands = registrations.map(({ body }, index) => ({
    id: `${1_400_000_000_000_000_000n + BigInt(index)}`,
    ...body,
  }));
  return { file: join(folder, "dist/bot.mjs"), commands };
}

/** As one minified file with the settings of a compiled bot: that is how discord.js starts fastest. */
async function bundleHandwritten(folder: string, entry: "cached" | "uncached"): Promise<string> {
  const outfile = join(folder, `discord-js-${entry}.mjs`);
  await bundle({
    entryPoints: [join(BOTS, `discord-js/${entry}.ts`)],
    outfile,
    bundle: true,
    minifySyntax: true,
    minifyWhitespace: true,
    platform: "node",
    format: "esm",
    target: "node20",
    legalComments: "none",
    logLevel: "silent",
    banner: {
      js: 'import{createRequire as $require}from"node:module";const require=$require(import.meta.url);',
    },
    define: { "process.env.WS_NO_BUFFER_UTIL": '"1"', "process.env.WS_NO_UTF_8_VALIDATE": '"1"' },
    external: EXTERNAL,
  });
  return outfile;
}
