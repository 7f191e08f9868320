import { afterAll, beforeAll, describe, expect, test } from "vitest";
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

/** Type errors that only say that something never varies are warnings (docs/decisions/0006). */
const NEVER_VARIES = /^(TS2367|TS2678|TS2869|TS2871|TS2872|TS2873)$/;

/** Whether a type error is the compiler's. */
function isMistake({ code, message }: TypeProblem): boolean {
  return !NEVER_VARIES.test(code) && !message.endsWith("on type 'never'.");
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
    found.push(...(await typeCheckMany(new Map([[name, bots.get(name)!]]))).filter(isMistake));
  }
  return found;
}

const language = createLanguage();

interface Sample {
  readonly seed: number;
  readonly text: string;
}

describe(`random documents from seed ${SEED}`, () => {
  const compiler = new FrontCompiler(language);
  const samples: Sample[] = [];
  let pieces = 0;
  let removed = 0;

  beforeAll(() => {
    const writer = new DocumentWriter(language);
    for (let seed = SEED; seed < SEED + COUNT; seed++) {
      const document = writer.write(seed);
      pieces += piecesOf(document);
      const repaired = mended(document, seed);
      removed += repaired.removed;
      samples.push({ seed, text: repaired.text });
    }
  }, 3_600_000);
  afterAll(() => compiler.remove());

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

  test("compile without an internal error, and are mostly valid as they were made", () => {
    expect(samples).toHaveLength(COUNT);
    expect(removed / pieces).toBeLessThan(MOST_REMOVED);
  });

  test("use every action that is implemented", () => {
    const all = samples.map(({ text }) => text).join("\n");
    const names = [...language.actions.values()].filter(isImplemented).map(({ name }) => name);
    expect(names.filter((name) => !new RegExp(`- (action: )?"?${name}\\b`).test(all))).toEqual([]);
  });

  test("are type-checked, many to a project", { timeout: 3_600_000 }, async () => {
    for (let start = 0; start < COUNT; start += PROJECT) {
      const bots = new Map<string, readonly PrintedUnit[]>();
      for (const { seed, text } of samples.slice(start, start + PROJECT)) {
        bots.set(`bot-${seed}`, compiler.compile(text).units);
      }
      const suspects = new Set(
        (await typeCheckMany(bots))
          .filter((problem) => isMistake(problem) && !problem.path.endsWith("src/cache.ts"))
          .map(botOf),
      );
      const [first] = await mistakesAlone(bots, [...suspects]);
      const line = first && lineOf(bots, first);
      expect(first && `${first.path}:${first.line} ${first.code} ${first.message}\n${line}`).toBeUndefined();
    }
  });

  test("run, answer and stop", { timeout: 3_600_000 }, async () => {
    const step = Math.max(1, Math.floor(COUNT / RUN));
    for (let i = 0; i < COUNT && i / step < RUN; i += step) {
      const { seed, text } = samples[i]!;
      const warnings = compiler.compile(text).diagnostics.map(describeDiagnostic);
      const faults = await runAndPoke(text, warnings).catch((error: unknown) => [String(error)]);
      expect(faults, `seed ${seed}\n${text}`).toEqual([]);
    }
  });
});

function lineOf(
  bots: ReadonlyMap<string, readonly PrintedUnit[]>,
  { path, line }: { path: string; line: number },
): string | undefined {
  const [, name, , ...rest] = path.split("/");
  const unit = bots.get(name!)?.find((each) => each.path === rest.join("/"));
  return unit?.text.split("\n")[line - 1];
}
