import type { Typed } from "./typed.ts";
import { mayBeNothing, type Type } from "./types.ts";

/** Whether a value is certain to count as true, or as false; undefined when that varies. */
export function knownTruth(typed: Typed): boolean | undefined {
  switch (typed.kind) {
    case "literal":
      return Boolean(typed.value);
    case "list":
    case "map":
    case "regex":
      return true;
    case "constant":
      return Boolean(typed.value);
    case "binary":
      return typed.operator === "??" && !mayBeNothing(typed.left.type)
        ? knownTruth(typed.left)
        : knownOfLogical(typed);
    default:
      return ALWAYS_TRUE.has(typed.type.kind) ? true : undefined;
  }
}

/** Kinds of which every value counts as true. */
const ALWAYS_TRUE: ReadonlySet<Type["kind"]> = new Set(["list", "map", "date"]);

/** One operand that decides is enough, on either side. */
function knownOfLogical({ operator, left, right }: Typed & { kind: "binary" }): boolean | undefined {
  if (operator !== "&&" && operator !== "||") return undefined;
  const decides = operator === "||";
  const [first, second] = [knownTruth(left), knownTruth(right)];
  if (first === decides || second === decides) return decides;
  return first === undefined || second === undefined ? undefined : !decides;
}
