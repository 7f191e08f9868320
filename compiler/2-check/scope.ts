import { type Expression, ir } from "../3-lower/ir.ts";
import type { Shortcut, Variable } from "../expression/scope.ts";
import { elsewhere, join, present, type Type, types } from "../expression/types.ts";
import type { RootDefinition, Roots } from "../language/event.ts";
import type { HandlerScope } from "./context.ts";
import { identifierFor } from "./identifiers.ts";
import type { LocalVariable } from "./program.ts";

/** The parameter through which every handler gets its context. */
export const CONTEXT_NAME = "ctx";
export const CONTEXT = ir.id(CONTEXT_NAME);

/** What a first attempt at a handler found out about its names. */
export interface Findings {
  /** Variables by the scope they live in and their name. */
  readonly variables: ReadonlyMap<string, LocalVariable>;
  /** Names that were read where nothing of the name was known. */
  readonly missed: ReadonlySet<string>;
}

/** The name by which expressions read the result of the action before. */
export const LAST_RESULT = "result";

/** What the scopes of one attempt at a handler share. */
class Attempt implements Findings {
  readonly variables = new Map<string, LocalVariable>();
  readonly missed = new Set<string>();
  /** Variables of the state that actions so far have stored into. */
  readonly stored = new Map<string, Variable>();
  returns: Type | undefined;
  /** False once an assignment has changed what earlier reads relied on. */
  stable = true;

  constructor(
    readonly before: Findings,
    /** The variable of the state that the document declares by a name, where the handler can read it. */
    readonly declared: (name: string) => Variable | undefined,
  ) {}
}

const NOTHING_FOUND: Findings = { variables: new Map(), missed: new Set() };

/**
 * The names of one handler: its own variables first, then its parameters, then the roots. The body of a loop has
 * a scope of its own inside, whose variables end with it.
 */
export class Scope implements HandlerScope {
  readonly #locals = new Map<string, LocalVariable>();
  /** How often each variable was set so far: what a condition has shown holds until the next time. */
  readonly #versions = new Map<string, number>();
  readonly #defined = new Map<string, Variable>();
  readonly #named = new Map<string, string>();
  /** Identifiers of the scopes inside. */
  readonly #inside = new Set<string>();
  #children = 0;

  private constructor(
    readonly description: string,
    private readonly variables: ReadonlyMap<string, Variable>,
    private readonly identifiers: Set<string>,
    private readonly attempt: Attempt,
    private readonly outer: Scope | undefined,
    private readonly id: string,
    /** Whether variables that are new in it belong to the scope around it. */
    private readonly shares = false,
  ) {}

  /**
   * @param description what the handler is, for messages
   * @param variables parameters and roots by name
   * @param reserved identifiers that generated code around the handler uses
   * @param before what the previous attempt found out
   * @param declared reads a variable of the state by the name that the document declares
   */
  static ofHandler(
    description: string,
    variables: ReadonlyMap<string, Variable>,
    reserved: readonly string[],
    before: Findings = NOTHING_FOUND,
    declared: (name: string) => Variable | undefined = () => undefined,
  ): Scope {
    const attempt = new Attempt(before, declared);
    return new Scope(description, variables, new Set(reserved), attempt, undefined, "");
  }

  /** False when the handler has to be checked again, with `findings`. */
  get stable(): boolean {
    return this.attempt.stable;
  }

  get findings(): Findings {
    return this.attempt;
  }

  /** The type of what the handler returns; `nothing` without a `return` that has a value. */
  get returns(): Type {
    return this.attempt.returns ?? types.nothing;
  }

  get declaredAhead(): readonly LocalVariable[] {
    return [...this.#locals.values()].filter((local) => local.declaration === "ahead");
  }

  nested(shares = false): Scope {
    const id = `${this.id}.${this.#children++}`;
    return new Scope(this.description, new Map(), new Set(), this.attempt, this, id, shares);
  }

  define(name: string, type: Type, received = false): Variable {
    const identifier = this.claim(name);
    this.#named.set(name, identifier);
    return this.#define(name, { name, type, code: ir.id(identifier), root: received });
  }

  alias(name: string, type: Type, code: Expression): Variable {
    return this.#define(name, { name, type, code, root: false });
  }

  #define(name: string, variable: Variable): Variable {
    this.#defined.set(name, variable);
    return variable;
  }

  get identifiersOf(): ReadonlyMap<string, string> {
    return this.#named;
  }

  claim(name: string): string {
    return this.#take(identifierFor(name, new Set(this.#taken())));
  }

  #taken(): string[] {
    const around = this.outer === undefined ? [] : this.outer.#taken();
    return [...around, ...this.identifiers];
  }

  #take(identifier: string): string {
    this.identifiers.add(identifier);
    for (let scope = this.outer; scope !== undefined; scope = scope.outer) scope.#inside.add(identifier);
    return identifier;
  }

  lookup(name: string): Variable | undefined {
    const found = this.#find(name) ?? this.#setLater(name);
    if (found === undefined) this.#miss(name);
    return found;
  }

  noteStored(name: string, variable: Variable): void {
    this.attempt.stored.set(name, variable);
  }

  stored(name: string): Variable | undefined {
    return this.attempt.stored.get(name);
  }

  state(name: string): Variable | undefined {
    return this.stored(name) ?? this.attempt.declared(name);
  }

  #miss(name: string): void {
    this.attempt.missed.add(name);
    if (name === LAST_RESULT && !this.attempt.before.missed.has(name)) this.attempt.stable = false;
  }

  get readsLastResult(): boolean {
    return this.attempt.before.missed.has(LAST_RESULT);
  }

  #find(name: string): Variable | undefined {
    const local = this.#locals.get(name);
    if (local !== undefined) return this.#read(local);
    const own = this.#defined.get(name) ?? this.variables.get(name);
    return own === undefined && this.outer !== undefined ? this.outer.#find(name) : own;
  }

  /** In a loop a variable may be read before the place that sets it: in the next round it is there. */
  #setLater(name: string): Variable | undefined {
    const local = this.attempt.before.variables.get(this.#key(name));
    if (local?.repeated) return this.#read(local);
    return this.outer === undefined ? undefined : this.outer.#setLater(name);
  }

  #read({ name, declaration, type, code }: LocalVariable): Variable {
    const path = declaration === "const" ? name : `${name}@${this.#versions.get(name) ?? 0}`;
    return { name, type: declaration === "ahead" ? types.optional(type) : type, code, root: false, path };
  }

  *names(): Iterable<string> {
    yield* this.#locals.keys();
    yield* this.#defined.keys();
    yield* this.variables.keys();
    if (this.outer !== undefined) yield* this.outer.names();
  }

  assign(name: string, type: Type, conditional: boolean, repeated = false): LocalVariable {
    if (this.shares && this.outer !== undefined && !this.#defined.has(name)) {
      return this.outer.assign(name, type, true, repeated);
    }
    const holder = this.#holder(name);
    if (holder !== undefined && holder !== this) return holder.assign(name, type, true, repeated);
    const own = this.#locals.get(name);
    const before = own ?? this.attempt.before.variables.get(this.#key(name));
    // Scopes inside may read it: no name of theirs may hide it.
    const taken = new Set([...this.#taken(), ...this.#inside]);
    const identifier = this.#take(before?.identifier ?? identifierFor(name, taken));
    const local: LocalVariable = {
      name,
      identifier,
      code: ir.id(identifier),
      type: before === undefined ? type : join(before.type, type),
      declaration: own === undefined ? firstDeclaration(before, conditional) : laterDeclaration(own),
      declares: own === undefined && !conditional,
      repeated: (before?.repeated ?? true) && repeated,
    };
    const readTooEarly = before === undefined && repeated && this.attempt.missed.has(name);
    if (readTooEarly || (before !== undefined && !sameMeaning(before, local))) this.attempt.stable = false;
    this.#locals.set(name, local);
    this.#versions.set(name, (this.#versions.get(name) ?? 0) + 1);
    this.attempt.variables.set(this.#key(name), local);
    return local;
  }

  /** The scope whose variable of that name exists already, or does from the second round of a loop on. */
  #holder(name: string): Scope | undefined {
    if (this.#locals.has(name) || this.attempt.before.variables.get(this.#key(name))?.repeated) return this;
    return this.#defined.has(name) || this.outer === undefined ? undefined : this.outer.#holder(name);
  }

  #key(name: string): string {
    return `${this.id} ${name}`;
  }

  noteReturn(type: Type): void {
    const { returns } = this.attempt;
    this.attempt.returns = returns === undefined ? type : join(returns, type);
  }
}

function firstDeclaration(
  before: LocalVariable | undefined,
  conditional: boolean,
): LocalVariable["declaration"] {
  return conditional ? "ahead" : (before?.declaration ?? "const");
}

/** What is set a second time can be no constant. */
function laterDeclaration({ declaration }: LocalVariable): LocalVariable["declaration"] {
  return declaration === "const" ? "let" : declaration;
}

/** Whether reads of the one are right for the other too. */
function sameMeaning(a: LocalVariable, b: LocalVariable): boolean {
  return a.declaration === b.declaration && JSON.stringify(a.type) === JSON.stringify(b.type);
}

/** What conditions have shown, without what they say of variables that are set again: for the body of a loop. */
export function lasting(present: ReadonlySet<string>): ReadonlySet<string> {
  return new Set([...present].filter((path) => !path.includes("@")));
}

/**
 * The variables that a set of roots gives.
 * @param isSpread whether another process may have what the handler's own does not
 */
export function rootVariables(roots: Roots, isSpread = false): Map<string, Variable> {
  const variables = new Map<string, Variable>();
  for (const [name, root] of Object.entries(roots)) {
    const own = rootVariable(name, root);
    const variable = isSpread && root.elsewhere ? foundElsewhere(own) : own;
    for (const each of [name, ...(root.aliases ?? [])]) variables.set(each, variable);
  }
  return variables;
}

/** What no cache of the handler's process needs to have; only what comes from a cache is looked for. */
function foundElsewhere(variable: Variable): Variable {
  const type = present(variable.type);
  const marked = { ...variable, type: elsewhere(variable.type) };
  if (type.kind !== "entity" || type.cache === undefined) return marked;
  const id = variable.shortcuts?.["id"]?.code;
  const code = id && ir.call(ir.runtime("reference"), [id]);
  return { ...marked, elsewhere: true, ...(code && { known: { code, fields: ["id"], maybeMissing: true } }) };
}

function rootVariable(name: string, root: RootDefinition): Variable {
  const property = root.property ?? name;
  const { otherwise, known, caches, intents } = root;
  // In a flow of several callers any of them may lack what is asked: also the function that would load it.
  const places = [{ property, awaits: root.awaits }, ...(otherwise ?? [])];
  const reads = places.map((place) => read(place.property, place.awaits, otherwise !== undefined));
  const shortcuts = Object.entries(root.shortcuts ?? {}).map(([key, shortcut]): [string, Shortcut] => [
    key,
    {
      type: shortcut.type,
      code: read(shortcut.property, shortcut.awaits, otherwise !== undefined),
      awaits: shortcut.awaits ?? false,
    },
  ]);
  return {
    name,
    type: root.type,
    code: reads.reduce((first, second) => ir.binary("??", first, second)),
    shortcuts: Object.fromEntries(shortcuts),
    ...(known === undefined ? {} : { known: { code: read(known.property), fields: known.fields } }),
    ...(caches === undefined ? {} : { caches }),
    ...(intents === undefined ? {} : { intents }),
    ...(root.whole && { whole: true }),
    awaits: places.some(({ awaits }) => awaits),
    root: true,
  };
}

function read(property: string, awaits = false, maybeMissing = false): Expression {
  const member = ir.member(CONTEXT, property);
  return awaits ? ir.awaitRead(ir.call(member, [], undefined, maybeMissing)) : member;
}
