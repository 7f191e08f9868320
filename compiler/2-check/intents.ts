import type { Diagnostics } from "../diagnostics/diagnostics.ts";
import { didYouMean } from "../diagnostics/suggest.ts";
import { INTENTS } from "../language/intents.ts";
import { isText, type Node, valueAt } from "../source/node.ts";
import type { CheckedProgram } from "./program.ts";

/** Reads the `intents` section; without one, or with `auto`, the compiler finds them. */
export function checkIntents(section: Node | undefined, diagnostics: Diagnostics): CheckedProgram["intents"] {
  const explicit = section?.kind === "map" ? valueAt(section, "explicit") : undefined;
  if (explicit?.kind !== "list") return "automatic";
  const names = explicit.items.flatMap((item) => {
    if (!isText(item)) {
      diagnostics.report("wrong-kind", item.span, {
        expected: "the name of an intent",
        found: "something else",
      });
      return [];
    }
    const name = item.value.toLowerCase();
    if (Object.hasOwn(INTENTS, name)) return [{ name, span: item.span }];
    diagnostics.report("unknown-intent", item.span, {
      name: item.value,
      suggestion: didYouMean(item.value, Object.keys(INTENTS)),
    });
    return [];
  });
  return { names, span: explicit.span };
}
