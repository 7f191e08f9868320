import type { Gap } from "./gaps.ts";
import type { Sent } from "./traffic.ts";

/** What happened to what was sent in one phase. */
export interface PhaseResult {
  readonly phase: string;
  readonly messages: number;
  readonly interactions: number;
  /** Messages that were never answered. */
  readonly lost: readonly Sent[];
  /** Interactions that were not answered within Discord's time. */
  readonly late: readonly Sent[];
  /** What was answered more often than once. */
  readonly doubled: readonly Sent[];
  /** From a message to its answer, in milliseconds: the middle one, one of a hundred, and the longest. */
  readonly wait: { readonly p50: number; readonly p99: number; readonly max: number };
  /** Milliseconds that a shard was without connection at most. */
  readonly gap: number;
}

/** @param copies how often an answer is there, of what was answered more often than once */
export async function resultsOf(
  all: readonly Sent[],
  gaps: readonly Gap[],
  copies: (sent: Sent) => Promise<number>,
): Promise<PhaseResult[]> {
  const results: PhaseResult[] = [];
  for (const phase of new Set(all.map((each) => each.phase))) {
    const sent = all.filter((each) => each.phase === phase);
    const begin = sent[0]!.at;
    const end = sent.at(-1)!.at;
    const here = gaps.filter(({ at }) => at >= begin && at <= end);
    results.push(await resultOf(phase, sent, here, copies));
  }
  return results;
}

async function resultOf(
  phase: string,
  sent: readonly Sent[],
  gaps: readonly Gap[],
  copies: (sent: Sent) => Promise<number>,
): Promise<PhaseResult> {
  const unanswered = sent.filter(({ answers }) => answers.length === 0);
  const doubled: Sent[] = [];
  for (const each of sent) if (each.answers.length > 1 && (await copies(each)) > 1) doubled.push(each);
  const waits = sent
    .filter(({ answers }) => answers.length > 0)
    .map(({ at, answers }) => answers[0]! - at)
    .sort((a, b) => a - b);
  return {
    phase,
    messages: sent.filter(({ kind }) => kind === "message").length,
    interactions: sent.filter(({ kind }) => kind === "interaction").length,
    lost: unanswered.filter(({ kind }) => kind === "message"),
    late: unanswered.filter(({ kind }) => kind === "interaction"),
    doubled,
    wait: { p50: share(waits, 0.5), p99: share(waits, 0.99), max: share(waits, 1) },
    gap: Math.max(0, ...gaps.map(({ milliseconds }) => milliseconds)),
  };
}

function share(sorted: readonly number[], part: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
}

const COLUMNS = [
  ["", 24],
  ["messages", 9],
  ["lost", 5],
  ["doubled", 8],
  ["interactions", 13],
  ["late", 5],
  ["p50", 6],
  ["p99", 7],
  ["longest", 8],
  ["gap", 7],
] as const;

/** A table with a line for each phase; times in milliseconds. */
export function tableOf(results: readonly PhaseResult[]): string {
  const lines = results.map(({ phase, messages, interactions, lost, doubled, late, wait, gap }) =>
    row([
      phase,
      messages,
      lost.length,
      doubled.length,
      interactions,
      late.length,
      wait.p50,
      wait.p99,
      wait.max,
      gap,
    ]),
  );
  return [row(COLUMNS.map(([name]) => name)), ...lines].join("\n");
}

function row(cells: readonly (string | number)[]): string {
  return cells
    .map((cell, i) => (i === 0 ? String(cell).padEnd(COLUMNS[i][1]) : String(cell).padStart(COLUMNS[i]![1])))
    .join("");
}
