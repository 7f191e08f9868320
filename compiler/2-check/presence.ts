import type { Typed } from "../expression/typed.ts";
import { anyTyped } from "../expression/walk.ts";
import {
  dynamicFields,
  EARLY_ROOTS,
  presenceRoots,
  type Shown,
  shownFields,
} from "../language/presence-fields.ts";
import { entryOf, isNull, type Node, valueAt } from "../source/node.ts";
import type { Span } from "../source/source-file.ts";
import type { CheckContext } from "./context.ts";
import { checkFields } from "./fields.ts";
import { checkHandler, type Surroundings } from "./handlers.ts";
import { namespaceVariables } from "./namespaces.ts";
import { rootVariables } from "./scope.ts";

/** What the bot shows beside its name. */
export interface CheckedPresence {
  /** The first whose condition holds is shown; the last has none. */
  readonly entries: readonly { readonly when: Typed | undefined; readonly shown: Shown }[];
  /** Whether it can only be told once the bot has connected. */
  readonly onceReady: boolean;
  readonly span: Span;
}

const OWNER = "presence";

/** Checks the `presence` section. */
export function checkPresence(
  section: Node | undefined,
  surroundings: Surroundings,
): CheckedPresence | undefined {
  if (section?.kind !== "map") return undefined;
  const variables = new Map([...namespaceVariables(surroundings.program), ...rootVariables(presenceRoots)]);
  const names = { description: OWNER, variables, reserved: ["ctx"] };
  const { value: entries } = checkHandler(names, surroundings, (context) => {
    const base = checkFields(shownFields, section, OWNER, section.span, context, ["dynamic"]) ?? {};
    return [...checkDynamic(valueAt(section, "dynamic"), base as Shown, context)];
  });
  return {
    entries,
    onceReady: anyTyped(entries, isLate),
    span: section.span,
  };
}

/** Whether a value is known only once the bot has connected: most of what a context has. */
function isLate(typed: Typed): boolean {
  return typed.kind === "variable" && typed.variable.root && !EARLY_ROOTS.has(typed.variable.name);
}

type Entry = CheckedPresence["entries"][number];

/** The entries in their order, the default last; what an entry does not say is as outside of `dynamic`. */
function checkDynamic(dynamic: Node | undefined, base: Shown, context: CheckContext): Entry[] {
  const conditional: Entry[] = [];
  let last: Shown = base;
  if (dynamic !== undefined && dynamic.kind !== "list") {
    context.diagnostics.report("wrong-kind", dynamic.span, { expected: "a list", found: "something else" });
  }
  for (const node of dynamic?.kind === "list" ? dynamic.items : []) {
    if (node.kind !== "map") {
      context.diagnostics.report("wrong-kind", node.span, {
        expected: "a map with when",
        found: "something else",
      });
      continue;
    }
    const checked = checkFields(dynamicFields, node, OWNER, node.span, context);
    if (checked === undefined) continue;
    const { when, default: fallback, status, activity } = checked;
    const given = fallback === true || fallback === undefined ? { status, activity } : fallback;
    const shown: Shown = { status: given.status ?? base.status, activity: given.activity ?? base.activity };
    if (fallback !== undefined) last = shown;
    else if (when !== undefined) conditional.push({ when, shown });
    else if (entryOf(node, "when") === undefined || isNull(entryOf(node, "when")!.value))
      context.diagnostics.report("missing-field", node.span, { field: "when", owner: OWNER });
  }
  return [...conditional, { when: undefined, shown: last }];
}
