import type { Effort, Samples } from "./measure.ts";
import { OPPONENTS, type OpponentName } from "./opponents.ts";

/** One line of the report. */
export interface Row {
  readonly figure: string;
  readonly unit: Unit;
  readonly values: Readonly<Record<OpponentName, number>>;
  /** How many times better the compiled bot is than each of the others; below 1 it is worse. */
  readonly ratios: Readonly<Record<Exclude<OpponentName, "compiled">, number>>;
  readonly verdicts: readonly Verdict[];
}

export interface Verdict {
  readonly target: string;
  readonly met: boolean;
}

type Unit = "/s" | "ms" | "s" | "MB";

interface FigureDefinition {
  readonly figure: string;
  readonly key: string;
  readonly unit: Unit;
  readonly better: "more" | "less";
  /** How many times better than the hand-written bot it shall be. */
  readonly target?: number;
  readonly stretch?: number;
  /** A limit in the unit. */
  readonly limit?: number;
}

/** What is reported for an effort, in this order, with the targets. */
function definitions({ guilds }: Effort): FigureDefinition[] {
  const scenes = guilds.flatMap((count) =>
    (["as-sent", "all"] as const).flatMap((listing): FigureDefinition[] => {
      const scene = `${count.toLocaleString("en")} guilds, ${listing === "all" ? "all members" : "members as sent"}`;
      const key = `${count} ${listing}`;
      return [
        { figure: `RSS, ${scene}`, key: `rss, ${key}`, unit: "MB", better: "less", target: 2 },
        {
          figure: `CPU to ready, ${scene}`,
          key: `cpu to ready, ${key}`,
          unit: "s",
          better: "less",
          target: 2,
        },
      ];
    }),
  );
  return [
    { figure: "commands a CPU second", key: "commands", unit: "/s", better: "more", target: 1.5, stretch: 2 },
    { figure: "messages a CPU second", key: "messages", unit: "/s", better: "more", target: 1.5 },
    { figure: "unwanted events a CPU second", key: "unwanted", unit: "/s", better: "more" },
    { figure: "answer, median", key: "p50", unit: "ms", better: "less" },
    { figure: "answer, 99 of 100", key: "p99", unit: "ms", better: "less" },
    ...scenes,
    { figure: "RSS after the load", key: "rss under load", unit: "MB", better: "less" },
    { figure: "start to IDENTIFY", key: "identify", unit: "ms", better: "less", target: 2 },
    { figure: "CPU to IDENTIFY", key: "cpu to identify", unit: "ms", better: "less" },
    { figure: "bundle", key: "bundle", unit: "MB", better: "less", limit: 1 },
  ];
}

/** Medians, compared. */
export function compare(results: Readonly<Record<OpponentName, Samples>>, effort: Effort): Row[] {
  const measured = definitions(effort).filter(({ key }) => key in results.compiled);
  return measured.map((definition) => {
    const { figure, key, unit, better } = definition;
    const scale = unit === "MB" ? 1e-6 : 1;
    const medianOf = (name: OpponentName) => median(results[name][key]!) * scale;
    const values = Object.fromEntries(OPPONENTS.map((name) => [name, medianOf(name)])) as Row["values"];
    const ratioTo = (name: OpponentName) =>
      better === "more" ? values.compiled / values[name] : values[name] / values.compiled;
    const ratios = { handwritten: ratioTo("handwritten"), uncached: ratioTo("uncached") };
    return { figure, unit, values, ratios, verdicts: verdicts(definition, values.compiled, ratios) };
  });
}

function verdicts(definition: FigureDefinition, value: number, ratios: Row["ratios"]): Verdict[] {
  const { target, stretch, limit, unit } = definition;
  const result: Verdict[] = [];
  if (target !== undefined) result.push({ target: `${target}x`, met: ratios.handwritten >= target });
  if (stretch !== undefined)
    result.push({ target: `stretch ${stretch}x`, met: ratios.handwritten >= stretch });
  if (limit !== undefined) result.push({ target: `under ${limit} ${unit}`, met: value < limit });
  result.push({ target: "no worse without caches", met: ratios.uncached >= 1 });
  return result;
}

const DIGITS: Readonly<Record<Unit, number>> = { "/s": 0, ms: 2, s: 2, MB: 2 };

/** The table as text. */
export function formatRows(rows: readonly Row[]): string {
  const header = ["", "compiled", "by hand", "no caches", "to by hand", "to no caches", "targets"];
  const lines = rows.map(({ figure, unit, values, ratios, verdicts: list }) => [
    figure,
    ...OPPONENTS.map((name) => `${values[name].toFixed(DIGITS[unit])} ${unit}`),
    `${ratios.handwritten.toFixed(2)}x`,
    `${ratios.uncached.toFixed(2)}x`,
    list.map(({ target, met }) => `${target}: ${met ? "met" : "MISSED"}`).join(", "),
  ]);
  const widths = header.map((name, i) => Math.max(name.length, ...lines.map((line) => line[i]!.length)));
  return [header, ...lines]
    .map((line) =>
      line.map((cell, i) => (i % 6 === 0 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!))).join("  "),
    )
    .map((line) => line.trimEnd())
    .join("\n");
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)]!;
}
