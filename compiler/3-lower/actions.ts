import type { PartUse } from "../2-check/part-use.ts";
import type { CheckedPart } from "../2-check/parts.ts";
import type { CheckedAction, CheckedBody, FlowDeclaration, LocalVariable } from "../2-check/program.ts";
import { CONTEXT } from "../2-check/scope.ts";
import { namedVariable, stateReference } from "../2-check/state.ts";
import type { Typed } from "../expression/typed.ts";
import { type Type, types } from "../expression/types.ts";
import type { LoweredAction } from "../language/action.ts";
import type { StateTarget } from "../language/fields/scope.ts";
import type { Language } from "../language/language.ts";
import type { Span } from "../source/source-file.ts";
import { type LowerContext, THROWN } from "./context.ts";
import { ExpressionLowering } from "./expressions.ts";
import { type Expression, ir, irType, type ModuleSymbol, type Statement, type TypeExpression } from "./ir.ts";
import type { Needs } from "./needs.ts";
import type { PartFunction } from "./parts.ts";
import type { Script } from "./shard-scripts.ts";
import { lowerType } from "./types.ts";

/** What lowering handlers needs to know of the rest of the bot. */
export interface BotNames {
  flow(name: string): ModuleSymbol;
  /** The function that gives a named part. */
  part(part: CheckedPart): PartFunction;
  /** The colours of the theme, where it has some. */
  readonly palette: ModuleSymbol | undefined;
  /** The table of all flows, for calls that find their flow by its name; asking for it makes it. */
  flowTable(): ModuleSymbol;
  /** The function that evaluates an expression on shards. */
  shardScript(script: Script): Expression;
}

/** What becomes of an action's result where it stands; whether the result is stored in a variable already. */
type Finish = (result: Expression | undefined, isStored: boolean) => readonly Statement[];

const LEFT: Finish = (result, isStored) => (result === undefined || isStored ? [] : [ir.statement(result)]);

/** Types that TypeScript finds by itself, and as the compiler means them. */
const PLAIN = ["string", "number", "boolean"];

/** Lowers the actions of one handler. */
export class ActionLowering implements LowerContext {
  readonly ctx = CONTEXT;
  readonly #expressions: ExpressionLowering;
  /** Loops around the place that is being lowered. */
  #loops = 0;
  /** Places around it that catch what fails. */
  #guards = 0;
  /** The innermost function around it that is not the handler's own. */
  #function: { early: string | undefined } | undefined;
  /** How many identifiers of the compiler's own were given, by name. */
  readonly #own = new Map<string, number>();

  /** @param returns the type of what a flow returns; undefined in a handler, which returns to nobody */
  constructor(
    private readonly language: Language,
    private readonly needs: Needs,
    private readonly names: BotNames,
    private readonly returns: Type | undefined,
  ) {
    this.#expressions = new ExpressionLowering(language, needs);
  }

  get inFlow(): boolean {
    return this.returns !== undefined;
  }

  get abortIsHeard(): boolean {
    return this.inFlow || this.#guards > 0 || this.#function !== undefined;
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

  part({ part, args }: PartUse): Expression {
    const { symbol, takesContext, waits } = this.names.part(part);
    const given = args.map(({ name, value }) => ({ key: name, value: this.value(value) }));
    const passed = [...(takesContext ? [this.ctx] : []), ...(given.length > 0 ? [ir.object(given)] : [])];
    const call = ir.call(ir.ref(symbol), passed);
    return waits ? ir.awaitRead(call) : call;
  }

  palette(): Expression | undefined {
    const { palette } = this.names;
    return palette && ir.ref(palette);
  }

  flowTable(): Expression {
    return ir.ref(this.names.flowTable());
  }

  shardScript(script: Script): Expression {
    return this.names.shardScript(script);
  }

  startWith(key: string, value: Expression, span: Span): void {
    this.needs.part(key, value, span);
  }

  stateVariable(target: StateTarget): Expression {
    if (target.kind === "state") return stateReference(target.variable);
    return namedVariable(this.text(target.name), target.scope);
  }

  assign(variable: LocalVariable, value: Expression): Statement {
    const { declaration, declares, identifier, type } = variable;
    if (!declares || declaration === "ahead") return ir.assign(variable.code, value);
    if (declaration === "const") return ir.constant(identifier, value, undefined, typeOfEmpty(value));
    return ir.variable(
      identifier,
      PLAIN.includes(type.kind) ? undefined : lowerType(type, this.language),
      value,
    );
  }

  return(value: Typed | undefined): Statement {
    // Only a flow has a caller to take the value.
    const given = this.inFlow && value !== undefined && value.type.kind !== "nothing";
    return this.#return(given ? this.value(value) : undefined);
  }

  #return(value: Expression | undefined): Statement {
    if (this.#function === undefined) return ir.return(value);
    this.#function.early ??= this.ownName("early");
    const taking = ir.member(ir.id(this.#function.early), "with");
    if (value === undefined)
      return ir.return(ir.call(taking, this.#returnsValues ? [ir.literal(undefined)] : []));
    return ir.return(ir.call(taking, [value]));
  }

  /** Whether some `return` of the flow has a value. */
  get #returnsValues(): boolean {
    return this.returns !== undefined && this.returns.kind !== "nothing";
  }

  /** A list of actions with the variables it begins with: a handler's whole body, or one inside an action. */
  actions(list: CheckedBody | undefined): Statement[] {
    if (list === undefined) return [];
    const declared = list.locals.map((local) => ir.variable(local.identifier, this.#typeOf(local)));
    return [...declared, ...this.#list(list.actions)];
  }

  /** The type of a variable that may be unset. */
  #typeOf({ type }: LocalVariable): TypeExpression {
    return lowerType(types.optional(type), this.language);
  }

  /**
   * The actions of a flow that has more to do after them, with the variables it needs there.
   * @param results the identifier of the list that gets the result of each action
   */
  flowActions(
    list: CheckedBody,
    results: string | undefined,
  ): { readonly declared: readonly Statement[]; readonly statements: readonly Statement[] } {
    const declared = list.locals.map((local) => ir.variable(local.identifier, this.#typeOf(local)));
    if (results === undefined) return { declared, statements: this.#list(list.actions) };
    const add = (outcome: Expression) => ir.statement(ir.call(ir.member(ir.id(results), "push"), [outcome]));
    const outcome = (data: Expression | undefined) =>
      ir.object([
        { key: "success", value: ir.literal(true) },
        ...(data === undefined ? [] : [{ key: "data", value: data }]),
      ]);
    const type = irType.named({ module: "", name: "Array" }, irType.runtime("ActionResult"));
    return {
      declared: [...declared, ir.constant(results, ir.array([]), undefined, type)],
      statements: list.actions.flatMap(
        (action) =>
          this.#prepared(action, (result) => [add(outcome(result))], [add(outcome(undefined))]).statements,
      ),
    };
  }

  loopBody(list: CheckedBody | undefined): Statement[] {
    this.#loops++;
    const statements = this.actions(list);
    this.#loops--;
    return statements;
  }

  guarded(list: CheckedBody | undefined): Statement[] {
    return this.#guarding(() => this.actions(list));
  }

  #guarding<T>(lower: () => T): T {
    this.#guards++;
    const result = lower();
    this.#guards--;
    return result;
  }

  ownName(name: "early" | "loop"): string {
    const count = (this.#own.get(name) ?? 0) + 1;
    this.#own.set(name, count);
    return count === 1 ? name : `${name}${count}`;
  }

  branching(lower: () => Expression): LoweredAction {
    const around = this.#function;
    const inner = { early: undefined };
    this.#function = inner;
    const value = lower();
    this.#function = around;
    const { early }: { early: string | undefined } = inner;
    if (early === undefined) return { value };
    const holder = ir.id(early);
    const result = this.#returnsValues ? lowerType(this.returns!, this.language) : undefined;
    const created =
      result === undefined
        ? ir.call(ir.runtime("earlyReturn"), [])
        : ir.genericCall(ir.runtime("earlyReturn"), [result], []);
    const ending = this.#return(result === undefined ? undefined : ir.member(holder, "value"));
    return {
      before: [ir.constant(early, created)],
      value,
      after: [ir.when(ir.member(holder, "given"), [ending])],
    };
  }

  branches(list: CheckedBody | undefined, resultsWanted: boolean): Expression[] {
    return (list?.actions ?? []).map((action) => {
      const returned: Finish = (result) => (result === undefined ? [] : [ir.return(result)]);
      const body = this.#action(action, resultsWanted ? returned : LEFT);
      const [only, ...more] = body;
      const single = more.length === 0 && (only?.kind === "expression" || only?.kind === "return");
      const value = single ? only.value : undefined;
      return ir.arrow([], value === undefined ? body : { ...value, span: only?.span }, true);
    });
  }

  /** The statements of a list. In a loop what is inline costs what other actions pay themselves. */
  #list(actions: readonly CheckedAction[]): Statement[] {
    const lowered = actions.map((action) => ({ action, ...this.#prepared(action) }));
    const inline = lowered.filter(({ isInline, action }) => isInline && action.when === undefined);
    return [
      ...this.#payment(inline.map(({ action }) => action)),
      ...lowered.flatMap(({ statements }) => statements),
    ];
  }

  #payment(actions: readonly CheckedAction[]): Statement[] {
    const [first] = actions;
    if (this.#loops === 0 || first === undefined) return [];
    const inline = ir.member(ir.member(this.ctx, "quota"), "inline");
    return [ir.statement(ir.call(inline, [ir.literal(actions.length)]), first.nameSpan)];
  }

  #action(action: CheckedAction, finish: Finish): readonly Statement[] {
    return this.#prepared(action, finish).statements;
  }

  #prepared(
    action: CheckedAction,
    finish: Finish = LEFT,
    skipped: readonly Statement[] = [],
  ): { readonly statements: readonly Statement[]; readonly isInline: boolean } {
    const { definition, when, errorHandler, nameSpan } = action;
    for (const intent of definition.intents ?? []) this.needs.intent(intent, definition.name, action.span);
    const lower = () => this.#lowered(action, finish);
    const { code, isInline } = errorHandler === undefined ? lower() : this.#guarding(lower);
    const marked = code.map((statement) => ({ ...statement, span: nameSpan }));
    const caught = errorHandler === undefined ? marked : [this.#caught(marked, errorHandler, nameSpan)];
    if (when === undefined) return { statements: caught, isInline };
    const paid = isInline ? [...this.#payment([action]), ...caught] : caught;
    return { statements: [ir.when(this.condition(when), paid, skipped, nameSpan)], isInline };
  }

  #lowered(
    action: CheckedAction,
    finish: Finish,
  ): { readonly code: readonly Statement[]; readonly isInline: boolean } {
    const lowered = action.definition.lower(action, this);
    if ("value" in lowered) {
      const { before = [], value, after = [] } = lowered;
      return { code: [...before, ...this.#stored(action, value, finish), ...after], isInline: false };
    }
    const isInline = "inline" in lowered;
    const statements = isInline ? lowered.inline : lowered.statements;
    if (action.as === undefined && action.last === undefined) {
      const last = action.definition.ends ? [] : finish(undefined, false);
      return { code: [...statements, ...last], isInline };
    }
    return { code: [...statements, ...this.#stored(action, this.#resultOf(action), finish)], isInline };
  }

  #stored({ as, last }: CheckedAction, value: Expression, finish: Finish): readonly Statement[] {
    const [first, second] = [as, last].filter((variable) => variable !== undefined);
    if (first === undefined) return finish(value, false);
    const copied = second === undefined ? [] : [this.assign(second, first.code)];
    return [this.assign(first, value), ...copied, ...finish(first.code, true)];
  }

  /** What an action does when it fails: its flow takes the error, and the next action follows. */
  #caught(body: readonly Statement[], flow: FlowDeclaration, span: Statement["span"]): Statement {
    const error = ir.call(ir.runtime("caught"), [ir.id(THROWN)]);
    const handler = { name: THROWN, body: [{ ...ir.statement(this.errorFlow(flow, error)), span }] };
    return { ...ir.tryCatch(body, handler), span };
  }

  /** The call of a flow that takes an error. */
  errorFlow(flow: FlowDeclaration, error: Expression): Expression {
    const defaults = flow.parameters.flatMap(({ name, default: initial }) =>
      initial === undefined || name === "error" ? [] : [{ key: name, value: this.value(initial) }],
    );
    const given = ir.object([{ key: "error", value: error }, ...defaults]);
    return ir.await(ir.call(this.flow(flow), [this.ctx, given]));
  }

  /** The result of an action that became statements: what it left in its variable. */
  #resultOf(action: CheckedAction): Expression {
    const resolved = action.resolved as { kind?: string; variable?: LocalVariable } | undefined;
    if (resolved?.kind === "local" && resolved.variable !== undefined) return resolved.variable.code;
    throw new Error(`${action.definition.name} has a result type but gives no value`);
  }
}

/** TypeScript finds no type for the items of `[]`. */
function typeOfEmpty(value: Expression): TypeExpression | undefined {
  return value.kind === "array" && value.items.length === 0
    ? irType.list(irType.keyword("unknown"))
    : undefined;
}
