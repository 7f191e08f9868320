import type { CheckedAction, FlowDeclaration, LocalVariable, StateVariable } from "../2-check/program.ts";
import type { Typed } from "../expression/typed.ts";
import type { Expression, Statement } from "./ir.ts";

/** What an action's lowering can use: values in the form a field wants, nested lists, names of other files. */
export interface LowerContext {
  /** The handler's context. */
  readonly ctx: Expression;
  /** A value as it is. */
  value(typed: Typed): Expression;
  /** A value as text, the way templates print it. */
  text(typed: Typed): Expression;
  /** A value as a number, converted where it may be something else. */
  number(typed: Typed): Expression;
  /** A value as true or false. */
  boolean(typed: Typed): Expression;
  /** A value whose truthiness decides. */
  condition(typed: Typed): Expression;
  /** A duration in milliseconds. */
  duration(typed: Typed): Expression;
  /** A nested action list. */
  actions(list: readonly CheckedAction[] | undefined): readonly Statement[];
  flow(flow: FlowDeclaration): Expression;
  stateVariable(variable: StateVariable): Expression;
  /** Gives a handler-local variable its value, declaring it where it is only ever set here. */
  assign(variable: LocalVariable, value: Expression): Statement;
  /** Whether the list belongs to a flow, which has a caller to return to. */
  readonly inFlow: boolean;
}

/** The properties of an object literal for those fields that are there. */
export function present(
  entries: Readonly<Record<string, Expression | undefined>>,
): { readonly key: string; readonly value: Expression }[] {
  return Object.entries(entries).flatMap(([key, value]) => (value === undefined ? [] : [{ key, value }]));
}
