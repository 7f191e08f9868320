import type { Diagnostics } from "../diagnostics/diagnostics.ts";
import { didYouMean } from "../diagnostics/suggest.ts";
import { INTENTS } from "../language/intents.ts";
import {
  describeKind,
  isNull,
  isText,
  type ListNode,
  type MapNode,
  type Node,
  valueAt,
} from "../source/node.ts";
import { checkKeys } from "./keys.ts";
import type { CheckedProgram, ExplicitIntents } from "./program.ts";

const INTENTS_KEYS = { supported: ["auto", "explicit"], planned: [] };

/**
 * Reads the `intents` section. Without one, or where it lists none, the compiler finds them; with `auto: true` beside
 * a list it adds what that lacks.
 */
export function checkIntents(section: Node | undefined, diagnostics: Diagnostics): CheckedProgram["intents"] {
  if (section?.kind !== "map") return "automatic";
  checkKeys(section, INTENTS_KEYS, "intents", diagnostics);
  const auto = checkAuto(section, diagnostics);
  const explicit = valueAt(section, "explicit");
  if (explicit === undefined || isNull(explicit)) return "automatic";
  if (explicit.kind !== "list") {
    const found = describeKind(explicit);
    diagnostics.report("wrong-kind", explicit.span, { expected: "a list of intents", found });
    return "automatic";
  }
  return { names: checkNames(explicit, diagnostics), complete: auto, span: explicit.span };
}

/** Whether the compiler is asked to find them; `auto: false` alone leaves nothing else. */
function checkAuto(section: MapNode, diagnostics: Diagnostics): boolean {
  const auto = valueAt(section, "auto");
  if (auto === undefined || isNull(auto)) return false;
  const value = auto.kind === "scalar" ? auto.value : undefined;
  if (typeof value !== "boolean") {
    diagnostics.report("wrong-kind", auto.span, { expected: "true or false", found: describeKind(auto) });
  }
  if (value === false && valueAt(section, "explicit") === undefined) {
    const reason = "without `explicit` the compiler finds the intents";
    diagnostics.report("no-effect", auto.span, {
      key: "auto: false",
      reason,
      hint: "list the intents under `explicit`",
    });
  }
  return value === true;
}

function checkNames(explicit: ListNode, diagnostics: Diagnostics): ExplicitIntents["names"] {
  return explicit.items.flatMap((item) => {
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
}
