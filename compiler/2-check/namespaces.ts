import { ir } from "../3-lower/ir.ts";
import type { Namespace, Variable } from "../expression/scope.ts";
import { type Typed, typedLiteral } from "../expression/typed.ts";
import { type Type, types } from "../expression/types.ts";
import type { FunctionDefinition } from "../language/function.ts";
import type { Span } from "../source/source-file.ts";
import type { ProgramIndex } from "./context.ts";
import { STATE_SCOPES, type StateScope, type StateVariable } from "./program.ts";
import { CONTEXT } from "./scope.ts";
import { namedVariable, stateReference } from "./state.ts";

/** The roots whose members the compiler resolves: `env`, `state`, `config`, `theme`. */
export function namespaceVariables(program: ProgramIndex): Map<string, Variable> {
  const namespaces: Record<string, Namespace> = {
    env: environment(program.secrets),
    state: stateNamespace(program),
    config: configNamespace(program.config),
    theme: program.theme.namespace,
  };
  return new Map(
    Object.entries(namespaces).map(([name, namespace]) => [
      name,
      { name, namespace, type: types.unknown, code: ir.id(name), root: true },
    ]),
  );
}

function environment(secrets: ReadonlySet<string>): Namespace {
  return {
    member(name, span) {
      return { kind: "environment", name, required: false, type: types.optional(types.string), span };
    },
    secret: (name) => secrets.has(name),
    names: () => [],
  };
}

function stateNamespace(program: ProgramIndex): Namespace {
  return {
    member: () => undefined,
    inner: (scope) => (isScope(scope) ? scopeNamespace(program, scope) : undefined),
    names: () => STATE_SCOPES,
  };
}

function isScope(name: string): name is StateScope {
  return (STATE_SCOPES as readonly string[]).includes(name);
}

function scopeNamespace(program: ProgramIndex, scope: StateScope): Namespace {
  const own: Namespace = {
    member(name, span) {
      const variable = variableOf(program, scope, name, span);
      return variable && { ...readState(variable), span };
    },
    element(name, span) {
      program.variables.needTable();
      const definition = readNamed(scope);
      return { kind: "call", definition, arguments: [name], type: types.unknown, span };
    },
    names: () => program.variables.names(scope),
    open: true,
  };
  const owner = OWNERS[scope];
  if (owner === undefined) return own;
  return { ...own, of: (id) => otherNamespace(program, scope, owner, id) };
}

/** What an id in brackets behind a scope names; a value kept per member may be another user's. */
const OWNERS: Readonly<Record<StateScope, string | undefined>> = {
  global: undefined,
  guild: "guild",
  channel: "channel",
  user: "user",
  member: "user",
};

/** The variables that are kept for another user, guild or channel: `state.user[id].score`. */
function otherNamespace(program: ProgramIndex, scope: StateScope, owner: string, id: Typed): Namespace {
  return {
    member(name, span) {
      const variable = variableOf(program, scope, name, span);
      if (variable === undefined) return undefined;
      const definition = readOther(variable, owner);
      return { kind: "call", definition, arguments: [id], type: typeOf(variable), span };
    },
    names: () => program.variables.names(scope),
    open: true,
  };
}

/** A variable that is declared or that actions mention; any at all where some action computes its name. */
function variableOf(
  { variables }: ProgramIndex,
  scope: StateScope,
  name: string,
  span: Span,
): StateVariable | undefined {
  const known = variables.find(scope, name);
  return known ?? (variables.mayBeComputed(name) ? variables.obtain(scope, name, span) : undefined);
}

/** `await variableNamed(state, name, "guild").get(ctx)`. */
function readNamed(scope: StateScope): FunctionDefinition {
  return {
    name: `state.${scope}`,
    summary: "The variable of that name.",
    parameters: [{ name: "name", kind: "text" }],
    returns: types.unknown,
    runtime: "variableNamed",
    inline: ([name]) => ir.awaitRead(ir.call(ir.member(namedVariable(name!, scope), "get"), [CONTEXT])),
    awaits: true,
    examples: [],
  };
}

/** `await state.score.get(ctx, { user: id })`. */
function readOther(variable: StateVariable, owner: string): FunctionDefinition {
  const get = ir.member(stateReference(variable), "get");
  const nameOfOther = `${variable.identifier}Of${owner[0]!.toUpperCase()}${owner.slice(1)}`;
  return {
    name: `state.${variable.scope}`,
    summary: "The variable as it is kept for another.",
    parameters: [{ name: "id", kind: "text" }],
    returns: typeOf(variable),
    runtime: "stateVariable",
    inline: ([id]) =>
      ir.awaitRead(ir.call(get, [CONTEXT, ir.object([{ key: owner, value: id! }])]), nameOfOther),
    awaits: true,
    examples: [],
  };
}

function typeOf(variable: StateVariable): Type {
  return variable.default === undefined ? types.optional(variable.type) : variable.type;
}

/** Ids that a scope needs, as the context's roots name them. */
export const SCOPE_IDS: Readonly<Record<StateScope, readonly string[]>> = {
  global: [],
  guild: ["guildId"],
  channel: ["channelId"],
  user: ["userId"],
  member: ["guildId", "userId"],
};

/** Reading a state variable: `await hits.get(ctx)`. */
export function readState(variable: StateVariable): Typed & { readonly kind: "variable" } {
  const get = ir.member(stateReference(variable), "get");
  const code = ir.awaitRead(ir.call(get, [CONTEXT]), variable.identifier);
  const type = typeOf(variable);
  const name = `state.${variable.scope}.${variable.name}`;
  return {
    kind: "variable",
    variable: { name, type, code, awaits: true, root: false },
    type,
    span: undefined,
  };
}

/** The free values of the document's `config`, at any depth. */
function configNamespace(values: Readonly<Record<string, unknown>>): Namespace {
  const read = (name: string) => (Object.hasOwn(values, name) ? values[name] : undefined);
  return {
    value: (span) => ({ kind: "constant", value: values, type: typeOfConstant(values), span }),
    member(name, span) {
      const value = read(name);
      if (value === undefined || isGroup(value)) return undefined;
      if (Array.isArray(value)) return { kind: "constant", value, type: typeOfConstant(value), span };
      return typedLiteral(value as string | number | boolean | null, span);
    },
    inner(name) {
      const value = read(name);
      return isGroup(value) ? configNamespace(value) : undefined;
    },
    names: () => Object.keys(values),
  };
}

function typeOfConstant(value: unknown): Type {
  if (Array.isArray(value)) return types.list(types.unknown);
  // A key that holds nothing is there all the same.
  if (value === null) return types.unknown;
  if (!isGroup(value)) return typedLiteral(value as string | number | boolean, undefined).type;
  return types.map(
    Object.fromEntries(Object.entries(value).map(([key, each]) => [key, typeOfConstant(each)])),
  );
}

function isGroup(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
