import { Loopback } from "./loopback/loopback.ts";
import {
  type Effort,
  measureIdentify,
  measureLoad,
  measureStart,
  rotated,
  type Samples,
  type Stand,
} from "./measure.ts";
import { buildOpponents, type OpponentName } from "./opponents.ts";
import { requireSameBot } from "./same-bot.ts";

export const FULL: Effort = {
  rounds: 3,
  starts: 7,
  guilds: [1_000, 5_000],
  turns: 15,
  commands: 1_500,
  messages: 10_000,
  updates: 10_000,
  paced: 200,
};

/** Small enough for continuous integration; its figures are rough. */
export const QUICK: Effort = {
  rounds: 1,
  starts: 3,
  guilds: [500],
  turns: 5,
  commands: 800,
  messages: 4_000,
  updates: 3_000,
  paced: 50,
};

export const PARTS = ["identify", "start", "load"] as const;
/** What is measured: starts, starts in many guilds, work. */
export type Part = (typeof PARTS)[number];

export type Results = Readonly<Record<OpponentName, Samples>>;

/** Measures all opponents side by side, with bundles made in `folder`. */
export async function runBench(
  folder: string,
  effort: Effort,
  parts: readonly Part[] = PARTS,
): Promise<Results> {
  const opponents = await buildOpponents(folder);
  const stands: Stand[] = [];
  for (const opponent of opponents.all) {
    const samples = { bundle: [opponent.bundleBytes] };
    stands.push({ opponent, samples, loopback: await Loopback.start(opponents.commands) });
  }
  try {
    await requireSameBot(stands);
    if (parts.includes("identify"))
      for (let i = 0; i < effort.starts; i++)
        for (const stand of rotated(stands, i)) await measureIdentify(stand);
    if (parts.includes("start")) await measureStarts(stands, effort);
    if (parts.includes("load")) await measureLoad(stands, effort);
    for (const { opponent, loopback } of stands)
      if (loopback.unexpected.length > 0)
        throw new Error(
          `${opponent.name} made requests that it should not: ${loopback.unexpected.join(", ")}`,
        );
    return Object.fromEntries(stands.map(({ opponent, samples }) => [opponent.name, samples])) as Results;
  } finally {
    for (const { loopback } of stands) await loopback.close();
  }
}

async function measureStarts(stands: readonly Stand[], effort: Effort): Promise<void> {
  for (let round = 0; round < effort.rounds; round++)
    for (const guilds of effort.guilds)
      for (const listing of ["as-sent", "all"] as const)
        for (const stand of rotated(stands, round)) await measureStart(stand, guilds, listing);
}
