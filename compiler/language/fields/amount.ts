import type { CheckContext } from "../../2-check/context.ts";
import type { LowerContext } from "../../3-lower/context.ts";
import { type Expression, ir } from "../../3-lower/ir.ts";
import type { Typed } from "../../expression/typed.ts";
import { types } from "../../expression/types.ts";
import type { UnresolvedAction } from "../action.ts";
import type { Checked } from "../field.ts";
import { variableName } from "./names.ts";
import { checkStored, resolveTarget, scope, type VariableTarget } from "./scope.ts";
import { number } from "./values.ts";

/** The fields of an action that counts a variable up or down. */
export const amountFields = {
  var: variableName("The variable.", { required: true, aliases: ["key"] }),
  by: number("How much; 1 when left out."),
  scope: scope("Where; the declared scope when left out."),
};

/** Finds the variable that is counted. */
export function resolveAmount(
  { fields, nameSpan }: UnresolvedAction<typeof amountFields>,
  context: CheckContext,
): VariableTarget | undefined {
  const { var: name, scope } = fields;
  checkStored(name!, scope, { type: types.number, span: name!.span }, context);
  return resolveTarget({ name: name!, scope, type: types.number, nameSpan }, context);
}

/** How much it changes by; undefined when that is not said. */
export function amountOf(
  { by }: Checked<typeof amountFields>,
  action: string,
  lower: LowerContext,
): Expression | undefined {
  return by && requiredNumber(by, action, lower);
}

/** A number without which the action fails. */
export function requiredNumber(typed: Typed, action: string, lower: LowerContext): Expression {
  const code = lower.value(typed);
  if (typed.type.kind === "number") return code;
  return ir.call(ir.runtime("requiredNumber"), [code, ir.literal(action)], typed.span);
}

/** The sum or difference of what a variable of the handler holds and an amount; what is not there counts as 0. */
export function counted(
  target: VariableTarget,
  operator: "+" | "-",
  current: Expression | undefined,
  amount: Expression | undefined,
): Expression {
  const by = amount ?? ir.literal(1);
  if (current === undefined) return operator === "+" ? by : ir.negate(by);
  const isNumber = target.kind === "local" && target.before?.type.kind === "number";
  return ir.binary(operator, isNumber ? current : ir.call(ir.runtime("number"), [current]), by);
}
