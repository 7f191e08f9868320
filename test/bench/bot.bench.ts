// The same bot three times: compiled, and by hand on discord.js with and without its caches.
// npm run bench [-- --quick] [--part identify|start|load] [--rounds N] [--json FILE] [--profile]
import { writeFileSync } from "node:fs";
import { loadavg } from "node:os";
import { parseArgs } from "node:util";
import { temporaryFolder } from "../support/temporary.ts";
import { FULL, PARTS, type Part, QUICK, runBench } from "./lib/bench.ts";
import { OPPONENTS, TITLES } from "./lib/opponents.ts";
import { profile } from "./lib/profile.ts";
import { compare, formatRows } from "./lib/report.ts";

const { values: flags } = parseArgs({
  options: {
    quick: { type: "boolean", default: false },
    part: { type: "string", multiple: true },
    rounds: { type: "string" },
    json: { type: "string" },
    profile: { type: "boolean", default: false },
  },
});

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

async function compareAll(folder: string): Promise<void> {
  const base = flags.quick ? QUICK : FULL;
  const effort = flags.rounds === undefined ? base : { ...base, rounds: Number(flags.rounds) };
  const load = loadavg()[0]!;
  say(
    `Node ${process.version}, load ${load.toFixed(2)}, medians of ${effort.rounds} rounds and ${effort.turns} turns`,
  );
  for (const name of OPPONENTS) say(`  ${name.padEnd(12)} ${TITLES[name]}`);
  const results = await runBench(folder, effort, partsOf(flags.part));
  const rows = compare(results, effort);
  say(`\n${formatRows(rows)}`);
  if (flags.json !== undefined) {
    const report = { node: process.version, load, effort, rows, results };
    writeFileSync(flags.json, `${JSON.stringify(report, null, 2)}\n`);
  }
}

function partsOf(names: readonly string[] | undefined): readonly Part[] {
  if (names === undefined) return PARTS;
  const unknown = names.find((name) => !PARTS.some((part) => part === name));
  if (unknown !== undefined) throw new Error(`${unknown} is none of ${PARTS.join(", ")}`);
  return PARTS.filter((part) => names.includes(part));
}

const folder = temporaryFolder();
try {
  if (flags.profile) await profile(folder.path, say);
  else await compareAll(folder.path);
} finally {
  folder.remove();
}
