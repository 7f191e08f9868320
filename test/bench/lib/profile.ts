import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Loopback } from "./loopback/loopback.ts";
import { runCommands, startIn, updateMembers, writeMessages } from "./measure.ts";
import { buildOpponents } from "./opponents.ts";

interface CpuProfile {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: { readonly functionName: string; readonly url: string; readonly lineNumber: number };
  }[];
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
}

interface Scenario {
  readonly title: string;
  readonly guilds: number;
  run(loopback: Loopback): Promise<void>;
}

const SCENARIOS: readonly Scenario[] = [
  { title: "commands", guilds: 200, run: (loopback) => runCommands(loopback, 30_000) },
  {
    title: "messages, one in ten answered",
    guilds: 200,
    run: (loopback) => writeMessages(loopback, 150_000),
  },
  { title: "unwanted events", guilds: 200, run: (loopback) => updateMembers(loopback, 200_000) },
  { title: "start with 5,000 guilds", guilds: 5_000, run: async () => {} },
];
const TOP = 10;

/** Prints where the compiled bot's CPU goes: the functions with the most time of their own. */
export async function profile(folder: string, say: (line: string) => void): Promise<void> {
  const opponents = await buildOpponents(folder, { minify: false });
  const compiled = opponents.all[0]!;
  for (const [index, { title, guilds, run }] of SCENARIOS.entries()) {
    const profiles = join(folder, `profile-${index}`);
    mkdirSync(profiles);
    const loopback = await Loopback.start(opponents.commands);
    try {
      const flags = ["--cpu-prof", `--cpu-prof-dir=${profiles}`];
      const { bot } = await startIn(loopback, compiled, guilds, "as-sent", flags);
      await run(loopback);
      await bot.stop("SIGTERM");
    } finally {
      await loopback.close();
    }
    const [file] = readdirSync(profiles);
    say(`\n${title}`);
    for (const line of topOf(JSON.parse(readFileSync(join(profiles, file!), "utf8")) as CpuProfile))
      say(`  ${line}`);
  }
}

function topOf({ nodes, samples, timeDeltas }: CpuProfile): string[] {
  const names = new Map(
    nodes.map(({ id, callFrame: { functionName, url, lineNumber } }) => {
      const place = url === "" ? "" : ` (${url.replace(/^.*\//, "")}:${lineNumber + 1})`;
      return [id, `${functionName || "anonymous"}${place}`];
    }),
  );
  const own = new Map<string, number>();
  for (const [index, id] of samples.entries()) {
    const name = names.get(id)!;
    if (!name.startsWith("(idle)")) own.set(name, (own.get(name) ?? 0) + timeDeltas[index]!);
  }
  const total = [...own.values()].reduce((sum, each) => sum + each, 0);
  return [...own]
    .sort(([, a], [, b]) => b - a)
    .slice(0, TOP)
    .map(([name, time]) => `${((100 * time) / total).toFixed(1).padStart(5)} %  ${name}`);
}
