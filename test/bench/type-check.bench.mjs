// The native TypeScript compiler against ts-morph on the same generated sources, with the same options, and
// whether they find the same errors: node test/bench/type-check.bench.mjs [--json FILE] [--sizes 10,1000]
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { loadavg } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { build as bundle } from "esbuild";
import { generateBot } from "./lib/generate-bot.mjs";
import { copyPackage, ROOT } from "./lib/package-copy.mjs";
import { median, runNode } from "./lib/run.mjs";

const CHECK_ONCE = join(dirname(fileURLToPath(import.meta.url)), "lib/check-once.mjs");
const BUILD_ONCE = join(dirname(CHECK_ONCE), "build-once.mjs");
/** Mistakes to find: where, what is replaced, by what. */
const MISTAKES = [
  ["commands/command_0.ts", "ctx.user.username", "ctx.user.usernam"],
  ["flows/flow_0.ts", '"info"', '"information"'],
  ["events/message_create.ts", "increment(ctx)", "increment()"],
];

const { values: flags } = parseArgs({
  options: {
    json: { type: "string" },
    sizes: { type: "string", default: "10,100,1000" },
    runs: { type: "string", default: "3" },
  },
});
const runs = Number(flags.runs);

/** @param {string} line */
function say(line) {
  process.stdout.write(`${line}\n`);
}

/** Generates a bot and builds it; gives the folder whose `src` is to be checked. */
async function buildBot(pack, count) {
  const folder = pack.folder(`bot-${count}`);
  mkdirSync(folder, { recursive: true });
  generateBot(folder, count);
  const { code, output } = await runNode([BUILD_ONCE, pack.compiler, join(folder, "furlow.yaml")]);
  if (code !== 0) throw new Error(output);
  return join(folder, "dist");
}

/** Several runs of one compiler, each in a process of its own. */
async function measure(args) {
  const all = [];
  for (let i = 0; i < runs; i++) {
    const { ms, peak, code, output } = await runNode([CHECK_ONCE, ...args]);
    if (code !== 0) throw new Error(output);
    all.push({ ms, peak: peak ?? 0, ...pick(JSON.parse(output)) });
  }
  return {
    ms: median(all.map(({ ms }) => ms)),
    inside: median(all.map(({ inside }) => inside)),
    peak: Math.max(...all.map(({ peak }) => peak)),
    problems: all[0].problems,
  };
}

function pick({ ms, problems }) {
  const sorted = problems.map(({ path, line, column, code }) => `${path}:${line}:${column} ${code}`).sort();
  return { inside: ms, problems: sorted };
}

function makeMistakes(folder) {
  for (const [path, right, wrong] of MISTAKES) {
    const file = join(folder, "src", path);
    const text = readFileSync(file, "utf8");
    if (!text.includes(right)) throw new Error(`${path} has no ${right}: the generated code has changed`);
    writeFileSync(file, text.replace(right, wrong));
  }
}

async function compare(pack, checker, count) {
  const folder = await buildBot(pack, count);
  const types = join(pack.root, "dist/types/runtime-lib/index.d.ts");
  const compilers = { native: ["native", checker, folder, types], "ts-morph": ["ts-morph", folder] };
  const result = { count };
  for (const [name, args] of Object.entries(compilers)) result[name] = await measure(args);
  makeMistakes(folder);
  for (const [name, args] of Object.entries(compilers)) {
    const { output } = await runNode([CHECK_ONCE, ...args]);
    result[name].mistakes = pick(JSON.parse(output)).problems;
  }
  const found = (key) => [result.native[key], result["ts-morph"][key]].map((list) => JSON.stringify(list));
  result.same = new Set(found("mistakes")).size === 1 && new Set(found("problems")).size === 1;
  return result;
}

function print(results) {
  say("| handlers | compiler | whole process | the check itself | peak memory | errors before / after |");
  say("| --- | --- | --- | --- | --- | --- |");
  for (const result of results) {
    for (const name of ["native", "ts-morph"]) {
      const { ms, inside, peak, problems, mistakes } = result[name];
      say(
        `| ${result.count} | ${name} | ${ms.toFixed(0)} ms | ${inside.toFixed(0)} ms | ${(peak / 1e6).toFixed(0)} MB | ${problems.length} / ${mistakes.length} |`,
      );
    }
  }
  say("");
  for (const { count, same, native } of results) {
    say(`${count} handlers: both ${same ? "find the same errors at the same places" : "DIFFER"}`);
    for (const mistake of native.mistakes) say(`  ${mistake}`);
  }
}

const pack = copyPackage();
try {
  const checker = join(pack.root, "type-check.mjs");
  await bundle({
    entryPoints: [join(ROOT, "compiler/4-emit/type-check.ts")],
    outfile: checker,
    bundle: true,
    packages: "external",
    platform: "node",
    format: "esm",
  });
  const version = (name) =>
    JSON.parse(readFileSync(createRequire(import.meta.url).resolve(`${name}/package.json`), "utf8")).version;
  const { ts } = await import("ts-morph");
  say(
    `Node ${process.version}, load ${loadavg()[0].toFixed(2)}, typescript ${version("typescript")} (native), ` +
      `ts-morph ${version("ts-morph")} (its TypeScript: ${ts.version}), median of ${runs}\n`,
  );
  const results = [];
  for (const count of flags.sizes.split(",").map(Number)) results.push(await compare(pack, checker, count));
  print(results);
  if (flags.json !== undefined) writeFileSync(flags.json, `${JSON.stringify(results, null, 2)}\n`);
  if (!results.every(({ same }) => same)) process.exitCode = 1;
} finally {
  pack.remove();
}
