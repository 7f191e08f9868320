import type { CheckContext } from "../../2-check/context.ts";
import { readState, SCOPE_IDS } from "../../2-check/namespaces.ts";
import type { CheckedAction, LocalVariable, StateScope, StateVariable } from "../../2-check/program.ts";
import type { LowerContext } from "../../3-lower/context.ts";
import { type Expression, ir } from "../../3-lower/ir.ts";
import type { Variable } from "../../expression/scope.ts";
import type { Typed } from "../../expression/typed.ts";
import { describeType, present, type Type } from "../../expression/types.ts";
import type { LoweredAction } from "../action.ts";
import type { VariableName } from "./names.ts";
import { choice } from "./values.ts";

/** Where a variable lives; `local` is the handler itself. */
export const scope = choice(["local", "global", "guild", "channel", "user", "member"]);

/** A variable of the state: known by its name, or found by it when the bot runs. */
export type StateTarget =
  | { readonly kind: "state"; readonly variable: StateVariable }
  | { readonly kind: "computed"; readonly name: Typed; readonly scope: StateScope | undefined };

/** What an action that changes a variable works on. */
export type VariableTarget =
  | StateTarget
  | {
      readonly kind: "local";
      readonly variable: LocalVariable;
      /** What the name stood for before: what is changed. */
      readonly before: Variable | undefined;
    };

/** An action that changes a variable, as far as finding the variable goes. */
export interface TargetRequest {
  readonly name: VariableName;
  /** The scope that is written. */
  readonly scope: StateScope | "local" | undefined;
  /** The type of what will be stored, by that of what the name stands for in the handler so far. */
  readonly type: Type | ((before: Type | undefined) => Type);
  readonly nameSpan: CheckedAction["nameSpan"];
  /** Ids that the action gives itself. */
  readonly givenIds?: readonly string[];
}

/**
 * Finds the variable by the rule of actions.md: the action's scope, else the declared one, else the handler.
 * Undefined after reporting why there is none.
 */
export function resolveTarget(request: TargetRequest, context: CheckContext): VariableTarget | undefined {
  const { name, scope: written } = request;
  if (name.kind === "computed") {
    if (written === "local") {
      context.diagnostics.report("computed-local", name.span, {});
      return undefined;
    }
    if (!hasIds(name.shown, written ?? "global", request, context)) return undefined;
    context.program.variables.needTable();
    return { kind: "computed", name: name.name, scope: written };
  }
  const declared = context.program.variables.declared(name.name);
  const where = written ?? declared?.scope ?? "local";
  if (where === "local") return localTarget(name.name, request.type, context);
  if (!hasIds(name.name, where, request, context)) return undefined;
  const variable = context.program.variables.obtain(where, name.name, name.span);
  // From here on the bare name reads it; what is kept for somebody else is read by its full name.
  if (request.givenIds === undefined || request.givenIds.length === 0)
    context.scope.noteStored(name.name, readState(variable).variable);
  return { kind: "state", variable };
}

function localTarget(name: string, type: TargetRequest["type"], context: CheckContext): VariableTarget {
  const found = context.scope.lookup(name);
  const before = found?.root ? undefined : found;
  const stored = typeof type === "function" ? type(before?.type) : type;
  const variable = context.scope.assign(name, stored, context.conditional, context.repeated);
  return { kind: "local", variable, before };
}

function hasIds(variable: string, where: StateScope, request: TargetRequest, context: CheckContext): boolean {
  const { givenIds = [], nameSpan } = request;
  const missing = SCOPE_IDS[where].find(
    (id) => !givenIds.includes(id) && context.scope.lookup(id) === undefined,
  );
  if (missing === undefined) return true;
  const parameters = { variable, scope: where, where: context.scope.description };
  context.diagnostics.report("no-scope-id", nameSpan, parameters);
  return false;
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

/** How an action changes a variable. */
export interface VariableChange {
  /** The runtime function that changes a variable of the state, with what it takes besides the variable. */
  readonly runtime: string;
  readonly args: readonly Expression[];
  /** The new value of a variable of the handler; `current` is undefined where there is none yet. */
  local(current: Expression | undefined): Expression;
}

/** Lowers an action that changes a variable, wherever that lives. */
export function lowerChange(
  target: VariableTarget,
  lower: LowerContext,
  { runtime, args, local }: VariableChange,
): LoweredAction {
  if (target.kind === "local") return { inline: [lower.assign(target.variable, local(target.before?.code))] };
  const call = ir.call(ir.runtime(runtime), [lower.ctx, lower.stateVariable(target), ...args]);
  return { value: ir.await(call) };
}
