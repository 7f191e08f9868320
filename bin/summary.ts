import { relative } from "node:path";
import pc from "picocolors";
import type { BuildReport } from "../compiler/4-emit/report.ts";
import type { Timings } from "../compiler/stopwatch.ts";
import { countOf } from "./count-of.ts";

/** Everything, only the line that says where it is, or nothing: where the output is for something else. */
export type SummaryDetail = "full" | "headline" | "silent";

export interface SummaryOptions {
  readonly out: string;
  readonly timings: Timings;
  /** Whether the output was there already. */
  readonly unchanged: boolean;
  readonly detail: SummaryDetail;
}

/** Prints what was built: handlers, intents and cached fields with their reasons, variables, sizes, timings. */
export function printSummary(report: BuildReport, options: SummaryOptions): void {
  if (options.detail === "silent") return;
  const c = pc.createColors(pc.isColorSupported && process.stdout.isTTY === true);
  const folder = relative(process.cwd(), options.out) || ".";
  const headline =
    `${c.green(options.unchanged ? "Up to date:" : "Built")} ${c.bold(folder)}  ` +
    report.handlers.map(({ count, noun }) => countOf(count, noun)).join(", ");
  const lines =
    options.detail === "headline"
      ? [headline]
      : [headline, ...detailsOf(report), c.dim(timeText(options.timings))];
  process.stdout.write(`${lines.join("\n")}\n`);
}

function detailsOf({ intents, cached, environment, notes = [], sizes, image }: BuildReport): string[] {
  return [
    ...section(
      "Intents",
      intents.map(({ name, privileged, reason }) => [privileged ? `${name} (privileged)` : name, reason]),
    ),
    ...section(
      "Cached",
      cached.flatMap(({ cache, fields }) =>
        fields.map(({ name, reason }) => [`${cache}.${name}`, reason] as const),
      ),
    ),
    ...section(
      "Environment",
      environment.map(({ name, required, reason }) => [required ? `${name} (required)` : name, reason]),
    ),
    ...(notes.length === 0
      ? []
      : section(
          "Notes",
          notes.map(({ text, reason }) => [text, reason]),
        )),
    ...section(
      "Files",
      Object.entries(sizes).map(([name, bytes]) => [name, kilobytes(bytes)]),
    ),
    ...(image === undefined ? [] : section("Image", [[image, "Dockerfile, compose.yaml, k8s/"]])),
  ];
}

type Row = readonly [name: string, detail: string];

function section(title: string, rows: readonly Row[]): string[] {
  if (rows.length === 0) return [`  ${title.padEnd(12)}none`];
  const width = Math.max(...rows.map(([name]) => name.length));
  return rows.map(
    ([name, detail], i) => `  ${(i === 0 ? title : "").padEnd(12)}${name.padEnd(width)}  ${detail}`,
  );
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} kB`;
}

function timeText({ phases, total }: Timings): string {
  const parts = Object.entries(phases).map(([name, time]) => `${name} ${Math.round(time)}`);
  return `${Math.round(total)} ms${parts.length === 0 ? "" : ` (${parts.join(", ")})`}`;
}
