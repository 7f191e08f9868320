import { type Expression, ir } from "../3-lower/ir.ts";
import type { Variable } from "../expression/scope.ts";
import { join, type Type, types } from "../expression/types.ts";
import type { Roots } from "../language/event.ts";
import type { HandlerScope } from "./context.ts";
import { identifierFor } from "./identifiers.ts";
import type { LocalVariable } from "./program.ts";

/** The parameter through which every handler gets its context. */
export const CONTEXT = ir.id("ctx");

/** What a first attempt at a handler found out about its variables. */
export type KnownLocals = ReadonlyMap<string, LocalVariable>;

/** The names of one handler: its own variables first, then its parameters, then the roots. */
export class Scope implements HandlerScope {
  readonly #locals = new Map<string, LocalVariable>();
  readonly #identifiers: Set<string>;
  #returns: Type | undefined;
  /** False once an assignment has changed what earlier reads relied on: the handler is checked again. */
  stable = true;

  /**
   * @param description what the handler is, for messages
   * @param variables parameters and roots by name
   * @param reserved identifiers that generated code around the handler uses
   * @param known variables as the previous attempt left them
   */
  constructor(
    readonly description: string,
    private readonly variables: ReadonlyMap<string, Variable>,
    reserved: readonly string[],
    private readonly known: KnownLocals = new Map(),
  ) {
    this.#identifiers = new Set(reserved);
  }

  get locals(): KnownLocals {
    return this.#locals;
  }

  /** The type of what the handler returns; `nothing` without a `return` that has a value. */
  get returns(): Type {
    return this.#returns ?? types.nothing;
  }

  lookup(name: string): Variable | undefined {
    const local = this.#locals.get(name);
    if (local === undefined) return this.variables.get(name);
    const type = local.constant ? local.type : types.optional(local.type);
    return { name, type, code: local.code, root: false };
  }

  *names(): Iterable<string> {
    yield* this.#locals.keys();
    yield* this.variables.keys();
  }

  assign(name: string, type: Type, conditional: boolean): LocalVariable {
    const before = this.#locals.get(name) ?? this.known.get(name);
    const first = !this.#locals.has(name);
    const identifier = before?.identifier ?? identifierFor(name, this.#identifiers);
    this.#identifiers.add(identifier);
    const local: LocalVariable = {
      name,
      identifier,
      code: ir.id(identifier),
      type: before === undefined ? type : join(before.type, type),
      constant: (before?.constant ?? true) && first && !conditional,
    };
    const changed =
      before === undefined ? false : before.constant !== local.constant || before.type !== local.type;
    if (changed && !sameType(before, local)) this.stable = false;
    this.#locals.set(name, local);
    return local;
  }

  noteReturn(type: Type): void {
    this.#returns = this.#returns === undefined ? type : join(this.#returns, type);
  }
}

function sameType(a: LocalVariable | undefined, b: LocalVariable): boolean {
  return a !== undefined && a.constant === b.constant && JSON.stringify(a.type) === JSON.stringify(b.type);
}

/** The variables that a set of roots gives. */
export function rootVariables(roots: Roots): Map<string, Variable> {
  const variables = new Map<string, Variable>();
  for (const [name, root] of Object.entries(roots)) {
    const shortcuts = Object.fromEntries(
      Object.entries(root.shortcuts ?? {}).map(([key, { type, property }]) => [
        key,
        { type, code: read(property) },
      ]),
    );
    const variable: Variable = {
      name,
      type: root.type,
      code: read(root.property ?? name),
      shortcuts,
      root: true,
    };
    for (const each of [name, ...(root.aliases ?? [])]) variables.set(each, variable);
  }
  return variables;
}

function read(property: string): Expression {
  return ir.member(CONTEXT, property);
}
