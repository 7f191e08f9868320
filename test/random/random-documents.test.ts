import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { neverVaries } from "../../compiler/4-emit/never-varies.ts";
import type { PrintedUnit } from "../../compiler/4-emit/print/unit.ts";
import type { TypeProblem } from "../../compiler/4-emit/type-check.ts";
import { isImplemented } from "../../compiler/language/action.ts";
import { createLanguage } from "../../compiler/language/language.ts";
import { describeDiagnostic } from "../support/build.ts";
import { FrontCompiler } from "./compile.ts";
import { DocumentWriter } from "./document.ts";
import { piecesOf, repair } from "./repair.ts";
import { runAndPoke } from "./run.ts";
import { typeCheckMany } from "./type-check-many.ts";

/** Documents: 10,000 of which 300 run in the full proof, fewer in every run. */
const COUNT = Number(process.env["FURLOW_PROOF_RANDOM"] ?? 80);
const RUN = Number(process.env["FURLOW_PROOF_RANDOM_RUN"] ?? 3);
/** CI runs the same documents each time; elsewhere every run makes others. */
const SEED = Number(
  process.env["FURLOW_PROOF_SEED"] ?? (process.env["CI"] ? 312_590_427 : Date.now() % 2 ** 31),
);
const PROJECT = 200;

/** Most of a document must be valid as it was made: else it is the mending that is tested. */
const MOST_REMOVED = 0.04; /* of all pieces */

/** An action as a document names it. */
const ACTION = /- (?:action: )?"?(\w+)/g;

/** The type errors that are the compiler's. */
function mistakesIn(problems: readonly TypeProblem[]): TypeProblem[] {
  return problems.filter((problem) => !neverVaries(problem, problems));
}

function botOf({ path }: TypeProblem): string {
  return path.split("/")[1]!;
}

/**
 * The mistakes of suspects, each checked in a project of its own: in one project bots share what their caches hold
 * (docs/decisions/0003), and what one of them lacks looks like a mistake of another.
 */
async function mistakesAlone(
  bots: ReadonlyMap<string, readonly PrintedUnit[]>,
  suspects: readonly string[],
): Promise<TypeProblem[]> {
  const found: TypeProblem[] = [];
  for (const name of suspects) {
    found.push(...mistakesIn(await typeCheckMany(new Map([[name, bots.get(name)!]]))));
  }
  return found;
}

const language = createLanguage();

interface Sample {
  readonly seed: number;
  readonly text: string;
}

/** What went wrong, in all documents: a proof of an hour goes on after the first fault. */
interface Found {
  readonly mistakes: Map<string, string>;
  readonly failures: string[];
  readonly actions: Set<string>;
  samples: number;
  pieces: number;
  removed: number;
  ran: number;
}

describe(`random documents from seed ${SEED}`, () => {
  const compiler = new FrontCompiler(language);
  const writer = new DocumentWriter(language);
  const found: Found = {
    mistakes: new Map(),
    failures: [],
    actions: new Set(),
    samples: 0,
    pieces: 0,
    removed: 0,
    ran: 0,
  };

  beforeAll(async () => {
    for (let start = SEED; start < SEED + COUNT; start += PROJECT) {
      const samples = written(start, Math.min(start + PROJECT, SEED + COUNT));
      await typeCheckAll(samples);
      await runSome(samples);
      if (COUNT > PROJECT) process.stderr.write(`${progress()}\n`);
    }
  }, 10_800_000);
  afterAll(() => compiler.remove());

  function written(from: number, to: number): Sample[] {
    const samples: Sample[] = [];
    for (let seed = from; seed < to; seed++) {
      const document = writer.write(seed);
      found.pieces += piecesOf(document);
      const { text, removed } = mended(document, seed);
      found.removed += removed;
      found.samples++;
      for (const [, name] of text.matchAll(ACTION)) found.actions.add(name!);
      samples.push({ seed, text });
    }
    return samples;
  }

  function mended(document: unknown, seed: number): { text: string; removed: number } {
    let text = "";
    try {
      const result = repair(document, (each) => {
        text = each;
        return compiler.compile(each).diagnostics;
      });
      if (result !== undefined) return result;
    } catch (error) {
      throw new Error(`seed ${seed} made the compiler throw on\n${text}`, { cause: error });
    }
    throw new Error(`seed ${seed} has an error that no piece of it holds:\n${text}`);
  }

  async function typeCheckAll(samples: readonly Sample[]): Promise<void> {
    const bots = new Map(samples.map(({ seed, text }) => [`bot-${seed}`, compiler.compile(text).units]));
    for (const mistake of await mistakesOf(bots)) {
      const { path, line, message } = mistake;
      if (found.mistakes.has(kindOf(mistake))) continue;
      found.mistakes.set(kindOf(mistake), `${path}:${line} ${message}\n${lineOf(bots, mistake)}`);
    }
  }

  /** Runs as many of a project's documents as fall to it. */
  async function runSome(samples: readonly Sample[]): Promise<void> {
    for (const { seed, text } of samples) {
      if (found.ran >= RUN || (seed - SEED) % Math.max(1, Math.floor(COUNT / RUN)) !== 0) continue;
      const warnings = compiler.compile(text).diagnostics.map(describeDiagnostic);
      const faults = await runAndPoke(text, warnings).catch((error: unknown) => [String(error)]);
      if (faults.length > 0) found.failures.push(`seed ${seed}: ${faults.join("\n")}\n${text}`);
      found.ran++;
    }
  }

  function progress(): string {
    const faults = [...found.mistakes.values(), ...found.failures];
    return [
      `${found.samples} of ${COUNT} documents, ${found.ran} run, ${faults.length} faults`,
      ...faults,
    ].join("\n  ");
  }

  test("compile without an internal error, and are mostly valid as they were made", () => {
    expect(found.samples).toBe(COUNT);
    expect(found.removed / found.pieces).toBeLessThan(MOST_REMOVED);
  });

  test("use every action that is implemented", () => {
    const names = [...language.actions.values()].filter(isImplemented).map(({ name }) => name);
    expect(names.filter((name) => !found.actions.has(name))).toEqual([]);
  });

  test("are type-checked, many to a project", () => {
    expect([...found.mistakes.values()]).toEqual([]);
  });

  test("run, answer and stop", () => {
    expect(found.ran).toBe(RUN);
    expect(found.failures).toEqual([]);
  });
});

/** The compiler's mistakes in the TypeScript of some bots. */
async function mistakesOf(bots: ReadonlyMap<string, readonly PrintedUnit[]>): Promise<TypeProblem[]> {
  const suspects = new Set(
    mistakesIn(await typeCheckMany(bots))
      .filter(({ path }) => !path.endsWith("src/cache.ts"))
      .map(botOf),
  );
  return mistakesAlone(bots, [...suspects]);
}

/** Mistakes that differ only in names are one kind. */
function kindOf({ code, message }: TypeProblem): string {
  return `${code} ${message.replaceAll(/'[^']*'/g, "_").slice(0, 150)}`;
}

function lineOf(
  bots: ReadonlyMap<string, readonly PrintedUnit[]>,
  { path, line }: { path: string; line: number },
): string | undefined {
  const [, name, , ...rest] = path.split("/");
  const unit = bots.get(name!)?.find((each) => each.path === rest.join("/"));
  return unit?.text.split("\n")[line - 1];
}
