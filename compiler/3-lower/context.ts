import type { PartUse } from "../2-check/part-use.ts";
import type { CheckedBody, FlowDeclaration, LocalVariable } from "../2-check/program.ts";
import type { Typed } from "../expression/typed.ts";
import type { LoweredAction } from "../language/action.ts";
import type { StateTarget } from "../language/fields/scope.ts";
import type { Span } from "../source/source-file.ts";
import type { Expression, Statement } from "./ir.ts";
import type { Script } from "./shard-scripts.ts";

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
  actions(list: CheckedBody | undefined): readonly Statement[];
  /** The body of a loop: inline actions in it are paid for in every round. */
  loopBody(list: CheckedBody | undefined): readonly Statement[];
  /** A list whose failures, an abort among them, are caught around it. */
  guarded(list: CheckedBody | undefined): readonly Statement[];
  /**
   * Lowers what has lists in functions of their own. A `return` in one ends that function only; once the whole is
   * done, the handler ends with what was returned first.
   */
  branching(lower: () => Expression): LoweredAction;
  /** A list's actions as a function each; they give the actions' results where those are wanted. */
  branches(list: CheckedBody | undefined, resultsWanted: boolean): readonly Expression[];
  /** Ends the flow or handler, with the value that a flow's caller gets. */
  return(value: Typed | undefined): Statement;
  flow(flow: FlowDeclaration): Expression;
  /** The value of a named part where it is used. */
  part(use: PartUse): Expression;
  /** The colours that the theme names; undefined when it names none. */
  palette(): Expression | undefined;
  /** The table of all flows by their names. */
  flowTable(): Expression;
  /** The function that evaluates an expression on shards. */
  shardScript(script: Script): Expression;
  /** Has `startBot` be told something under a key. */
  startWith(key: string, value: Expression, span: Span): void;
  stateVariable(target: StateTarget): Expression;
  /** An identifier for what the code of one action needs itself. */
  ownName(name: "early" | "loop"): string;
  /** Gives a handler-local variable its value, declaring it where it is first set. */
  assign(variable: LocalVariable, value: Expression): Statement;
  /** Whether the list belongs to a flow, which has a caller to return to. */
  readonly inFlow: boolean;
  /** Whether something between here and the handler's end could catch an abort, or has to hear of it. */
  readonly abortIsHeard: boolean;
}

/** What a caught failure is called in generated code; no variable has that name. */
export const THROWN = "thrown";

/** The properties of an object literal for those fields that are there. */
export function present(
  entries: Readonly<Record<string, Expression | undefined>>,
): { readonly key: string; readonly value: Expression }[] {
  return Object.entries(entries).flatMap(([key, value]) => (value === undefined ? [] : [{ key, value }]));
}
