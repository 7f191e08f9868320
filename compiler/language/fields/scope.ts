import type { CheckContext } from "../../2-check/context.ts";
import type { CheckedAction, LocalVariable, StateScope, StateVariable } from "../../2-check/program.ts";
import { type Type, types } from "../../expression/types.ts";
import type { VariableName } from "./names.ts";
import { choice } from "./values.ts";

/** Where a variable lives; `local` is the handler itself. */
export const scope = choice(["local", "global", "guild", "channel", "user", "member"]);

/** What an action that changes a variable works on. */
export type VariableTarget =
  | { readonly kind: "state"; readonly variable: StateVariable }
  | { readonly kind: "local"; readonly variable: LocalVariable };

/** Ids that a scope needs, as the context's roots name them. */
const SCOPE_IDS: Readonly<Record<StateScope, readonly string[]>> = {
  global: [],
  guild: ["guildId"],
  channel: ["channelId"],
  user: ["userId"],
  member: ["guildId", "userId"],
};

/**
 * Finds the variable by the rule of actions.md: the action's scope, else the declared one, else the handler.
 * Undefined after reporting why there is none.
 */
export function resolveTarget(
  name: VariableName,
  written: StateScope | "local" | undefined,
  type: Type,
  action: Pick<CheckedAction, "nameSpan">,
  context: CheckContext,
): VariableTarget | undefined {
  if (name.kind === "computed") {
    context.diagnostics.report("not-supported", name.span, { what: "a variable name that is computed" });
    return undefined;
  }
  const declared = context.program.variables.declared(name.name);
  const where = written ?? declared?.scope ?? "local";
  if (where === "local") {
    return { kind: "local", variable: context.scope.assign(name.name, type, context.conditional) };
  }
  for (const id of SCOPE_IDS[where]) {
    if (context.scope.lookup(id) !== undefined) continue;
    const parameters = { variable: name.name, scope: where, where: context.scope.description };
    context.diagnostics.report("no-scope-id", action.nameSpan, parameters);
    return undefined;
  }
  return { kind: "state", variable: context.program.variables.obtain(where, name.name, name.span) };
}

/** The type that an `increment` leaves. */
export const counterType: Type = types.number;
