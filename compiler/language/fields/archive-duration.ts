import type { Typed } from "../../expression/typed.ts";
import { fieldKind } from "../field.ts";
import { number } from "./values.ts";

/** Minutes that Discord takes. */
const MINUTES = [60, 1_440, 4_320, 10_080];

/** After how many minutes of silence a thread is archived. */
export const archiveDuration = fieldKind<Typed>(MINUTES.join(" | "), { enum: MINUTES }, (node, context) => {
  const typed = number("").check(node, context);
  if (typed?.kind !== "literal" || MINUTES.includes(Number(typed.value))) return typed;
  const words = MINUTES.map(String);
  context.diagnostics.report("unknown-word", node.span, {
    found: String(typed.value),
    words,
    suggestion: undefined,
  });
  return undefined;
});
