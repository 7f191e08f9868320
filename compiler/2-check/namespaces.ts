import { ir } from "../3-lower/ir.ts";
import type { Namespace, Variable } from "../expression/scope.ts";
import { type Typed, typedLiteral } from "../expression/typed.ts";
import { types } from "../expression/types.ts";
import type { ProgramIndex } from "./context.ts";
import { STATE_SCOPES, type StateScope, type StateVariable } from "./program.ts";
import { CONTEXT } from "./scope.ts";
import { stateReference } from "./state.ts";

/** Environment variables that hold secrets of the bot itself: no expression can read them. */
const SECRETS = new Set(["DISCORD_TOKEN", "DATABASE_URL", "REDIS_URL"]);

/** The roots that are no values by themselves: `env`, `state`, `config`. */
export function namespaceVariables(program: ProgramIndex): Map<string, Variable> {
  const namespaces: Record<string, Namespace> = {
    env: environment,
    state: stateNamespace(program),
    config: configNamespace(program.config),
  };
  return new Map(
    Object.entries(namespaces).map(([name, namespace]) => [
      name,
      { name, namespace, type: types.unknown, code: ir.id(name), root: true },
    ]),
  );
}

const environment: Namespace = {
  member(name, span) {
    return { kind: "environment", name, required: false, type: types.optional(types.string), span };
  },
  secret: (name) => SECRETS.has(name),
  names: () => [],
};

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
  return {
    member(name, span) {
      const variable = program.variables.find(scope, name);
      return variable && { ...readState(variable), span };
    },
    names: () => program.variables.names(scope),
    open: true,
  };
}

/** Reading a state variable: `await hits.get(ctx)`. */
export function readState(variable: StateVariable): Typed {
  const code = ir.await(ir.call(ir.member(stateReference(variable), "get"), [CONTEXT]));
  const type = variable.default === undefined ? types.optional(variable.type) : variable.type;
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
    member(name, span) {
      const value = read(name);
      if (value === undefined || isGroup(value)) return undefined;
      if (Array.isArray(value)) return { kind: "constant", value, type: types.list(types.unknown), span };
      return typedLiteral(value as string | number | boolean | null, span);
    },
    inner(name) {
      const value = read(name);
      return isGroup(value) ? configNamespace(value) : undefined;
    },
    names: () => Object.keys(values),
  };
}

function isGroup(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
