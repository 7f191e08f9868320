// How long builds take: node test/bench/build.bench.mjs [--json FILE] [--runs N]
// Needs the built package (npm run build). Numbers are of this machine, now; the load is printed with them.
import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { loadavg } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { generateBot } from "./lib/generate-bot.mjs";
import { copyPackage, ROOT } from "./lib/package-copy.mjs";
import { median, runNode } from "./lib/run.mjs";

const SIZES = [10, 1_000, 10_000];
const TARGETS = { unchanged: 300 /* ms */, starter: 2_000 /* ms */, linearity: 1.3 };
const BUILD_ONCE = join(dirname(fileURLToPath(import.meta.url)), "lib/build-once.mjs");

const { values: flags } = parseArgs({
  options: { json: { type: "string" }, runs: { type: "string", default: "5" } },
});
const runs = Number(flags.runs);

/** @param {string} line */
function say(line) {
  process.stdout.write(`${line}\n`);
}

/** Wall time of the command line, over several runs. */
async function commandLine(cli, cwd, args) {
  const times = [];
  for (let i = 0; i < runs; i++) {
    const { ms, code, output } = await runNode([cli, "build", ...args], { cwd, sample: false });
    if (code !== 0) throw new Error(`furlow build ended with ${code}:\n${output}`);
    times.push(ms);
  }
  return { median: median(times), least: Math.min(...times) };
}

async function starter(pack) {
  const folder = pack.folder("starter");
  cpSync(join(ROOT, "templates/starter"), folder, { recursive: true });
  const cold = await commandLine(pack.cli, folder, ["--force"]);
  const unchanged = await commandLine(pack.cli, folder, []);
  return { cold, unchanged };
}

/** One cold build of a generated bot, in a process of its own. */
async function generated(pack, count) {
  const folder = pack.folder(`bot-${count}`);
  mkdirSync(folder, { recursive: true });
  const kinds = generateBot(folder, count);
  const { ms, peak, code, output } = await runNode([BUILD_ONCE, pack.compiler, join(folder, "furlow.yaml")]);
  if (code !== 0) throw new Error(`the bot of ${count} handlers does not build:\n${output}`);
  const { timings, sizes } = JSON.parse(output);
  return { count, kinds, ms, peak, perHandler: ms / count, timings, sizes };
}

function verdict(value, target) {
  return value <= target ? "met" : "MISSED";
}

function printStarter({ cold, unchanged }) {
  const row = (name, { median: middle, least }, target) =>
    say(
      `  ${name.padEnd(38)}${ms(middle)}   least ${ms(least)}   target ${target} ms: ${verdict(middle, target)}`,
    );
  say(`furlow build, starter template, whole process, median of ${runs}`);
  row("nothing changed", unchanged, TARGETS.unchanged);
  row("cold, with the type check", cold, TARGETS.starter);
}

function printGenerated(results) {
  say("\nCold builds of generated bots, whole process (type check and bundle run side by side)");
  const phases = [...new Set(results.flatMap(({ timings }) => Object.keys(timings.phases)))];
  const columns = ["handlers", "total", "a handler", "peak RSS", "bot.mjs", ...phases];
  const rows = results.map(({ count, ms: total, perHandler, peak, sizes, timings }) => [
    String(count),
    ms(total),
    `${perHandler.toFixed(2)} ms`,
    peak === undefined ? "?" : `${Math.round(peak / 1e6)} MB`,
    `${(sizes["bot.mjs"] / 1e6).toFixed(2)} MB`,
    ...phases.map((phase) => ms(timings.phases[phase] ?? 0)),
  ]);
  const widths = columns.map((name, i) => Math.max(name.length, ...rows.map((row) => row[i].length)));
  for (const row of [columns, ...rows])
    say(`  ${row.map((cell, i) => cell.padStart(widths[i])).join("   ")}`);
}

function printLinearity(results) {
  const [, thousand, tenThousand] = results;
  const ratio = tenThousand.perHandler / thousand.perHandler;
  say(
    `\nTime a handler, 10,000 to 1,000: ${ratio.toFixed(2)}   target ${TARGETS.linearity}: ${verdict(ratio, TARGETS.linearity)}`,
  );
  const phases = Object.keys(tenThousand.timings.phases).map((phase) => {
    const growth = tenThousand.timings.phases[phase] / 10 / thousand.timings.phases[phase];
    return `${phase} ${growth.toFixed(2)}`;
  });
  say(`  by phase: ${phases.join(", ")}`);
  return ratio;
}

function ms(value) {
  return `${Math.round(value)} ms`;
}

const pack = copyPackage();
try {
  const load = loadavg()[0];
  say(`Node ${process.version}, load ${load.toFixed(2)}\n`);
  const small = await starter(pack);
  printStarter(small);
  const results = [];
  for (const count of SIZES) results.push(await generated(pack, count));
  printGenerated(results);
  const linearity = printLinearity(results);
  if (flags.json !== undefined) {
    const report = { node: process.version, load, starter: small, generated: results, linearity };
    writeFileSync(flags.json, `${JSON.stringify(report, null, 2)}\n`);
  }
} finally {
  pack.remove();
}
