import type {
  CheckedAction,
  CheckedBody,
  FlowDeclaration,
  LocalVariable,
  StateVariable,
} from "../2-check/program.ts";
import { CONTEXT } from "../2-check/scope.ts";
import { stateReference } from "../2-check/state.ts";
import type { Typed } from "../expression/typed.ts";
import { types } from "../expression/types.ts";
import type { Language } from "../language/language.ts";
import type { LowerContext } from "./context.ts";
import { ExpressionLowering } from "./expressions.ts";
import { type Expression, ir, type ModuleSymbol, type Statement } from "./ir.ts";
import type { Needs } from "./needs.ts";
import { lowerType } from "./types.ts";

/** What lowering handlers needs to know of the rest of the bot. */
export interface BotNames {
  flow(name: string): ModuleSymbol;
}

/** Lowers the actions of one handler. */
export class ActionLowering implements LowerContext {
  readonly ctx = CONTEXT;
  readonly #expressions: ExpressionLowering;

  constructor(
    private readonly language: Language,
    private readonly needs: Needs,
    private readonly names: BotNames,
    readonly inFlow: boolean,
  ) {
    this.#expressions = new ExpressionLowering(language, needs);
  }

  value = (typed: Typed): Expression => this.#expressions.value(typed);
  text = (typed: Typed): Expression => this.#expressions.text(typed);
  number = (typed: Typed): Expression => this.#expressions.number(typed);
  boolean = (typed: Typed): Expression => this.#expressions.boolean(typed);
  condition = (typed: Typed): Expression => this.#expressions.condition(typed);
  duration = (typed: Typed): Expression => this.#expressions.duration(typed);

  flow(flow: FlowDeclaration): Expression {
    return ir.ref(this.names.flow(flow.name));
  }

  stateVariable(variable: StateVariable): Expression {
    return stateReference(variable);
  }

  assign(variable: LocalVariable, value: Expression): Statement {
    return variable.constant ? ir.constant(variable.identifier, value) : ir.assign(variable.code, value);
  }

  /** A handler's whole body: its variables that are set more than once or in branches, then its actions. */
  body(body: CheckedBody): Statement[] {
    const declared = body.locals
      .filter((local) => !local.constant)
      .map((local) => ir.variable(local.identifier, lowerType(types.optional(local.type), this.language)));
    return [...declared, ...this.actions(body.actions)];
  }

  actions(list: readonly CheckedAction[] | undefined): Statement[] {
    return (list ?? []).flatMap((action) => this.#action(action));
  }

  #action(action: CheckedAction): Statement[] {
    const { definition, when } = action;
    for (const intent of definition.intents ?? []) this.needs.intent(intent, definition.name, action.span);
    const statements = this.#statements(action).map((statement) => ({ ...statement, span: action.nameSpan }));
    if (when === undefined) return statements;
    return [ir.when(this.condition(when), statements, [], action.nameSpan)];
  }

  #statements(action: CheckedAction): readonly Statement[] {
    const lowered = action.definition.lower(action, this);
    const { as } = action;
    if ("statements" in lowered) {
      if (as === undefined) return lowered.statements;
      return [...lowered.statements, this.assign(as, this.#resultOf(action))];
    }
    return [as === undefined ? ir.statement(lowered.value) : this.assign(as, lowered.value)];
  }

  /** The result of an action that became statements: what it left in its variable. */
  #resultOf(action: CheckedAction): Expression {
    const resolved = action.resolved as { kind?: string; variable?: LocalVariable } | undefined;
    if (resolved?.kind === "local" && resolved.variable !== undefined) return resolved.variable.code;
    throw new Error(`${action.definition.name} has a result type but gives no value`);
  }
}
