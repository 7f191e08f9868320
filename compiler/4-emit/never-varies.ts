import type { TypeProblem } from "./type-check.ts";

/** Comparisons without overlap, tests of what is always or never there. */
const NEVER_VARIES = ["TS2367", "TS2678", "TS2869", "TS2871", "TS2872", "TS2873"];

/** A function's parameter without a type: what it would get one from is never reached. */
const UNTYPED_PARAMETER = "TS7006";

/**
 * Whether a type error only says that something never varies, or is never reached: the document is odd then, but what it
 * says is done (docs/decisions/0006).
 * @param all errors that were found
 */
export function neverVaries(problem: TypeProblem, all: readonly TypeProblem[]): boolean {
  const { path, line, code } = problem;
  if (NEVER_VARIES.includes(code) || isOnNever(problem)) return true;
  return (
    code === UNTYPED_PARAMETER &&
    all.some((each) => each.path === path && each.line === line && isOnNever(each))
  );
}

/** A member of what cannot be. */
function isOnNever({ code, message }: TypeProblem): boolean {
  return code === "TS2339" && message.endsWith("on type 'never'.");
}
