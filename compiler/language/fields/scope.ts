import type { CheckContext } from "../../2-check/context.ts";
import type { CheckedAction, LocalVariable, StateScope, StateVariable } from "../../2-check/program.ts";
import type { Typed } from "../../expression/typed.ts";
import { describeType, present, type Type } from "../../expression/types.ts";
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

/** A variable with a declared type takes values of that type; one of unknown type is taken as it comes. */
export function checkStored(
  name: VariableName,
  written: StateScope | "local" | undefined,
  value: Pick<Typed, "type" | "span">,
  context: CheckContext,
): void {
  if (name.kind === "computed" || written === "local") return;
  const declared = context.program.variables.declared(name.name);
  if (declared === undefined || (written !== undefined && written !== declared.scope)) return;
  const [expected, found] = [declared.type, present(value.type)];
  const open = ["unknown", "nothing"];
  if (open.includes(expected.kind) || open.includes(found.kind) || expected.kind === found.kind) return;
  const parameters = { variable: name.name, expected: describeType(expected), found: describeType(found) };
  const related = [{ span: declared.span, message: "declared here" }];
  context.diagnostics.report("wrong-variable-type", value.span ?? name.span, parameters, related);
}
