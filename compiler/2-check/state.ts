import { type Expression, ir } from "../3-lower/ir.ts";
import type { Diagnostics } from "../diagnostics/diagnostics.ts";
import { isTemplate, parseTemplate } from "../expression/parse/template.ts";
import { describeType, type Type, types } from "../expression/types.ts";
import { parseDuration } from "../source/duration.ts";
import { describeKind, isText, keyText, type MapNode, type Node, toPlain, valueAt } from "../source/node.ts";
import type { StateVariables } from "./context.ts";
import { identifierFor, VARIABLE_NAME } from "./identifiers.ts";
import { checkKeys } from "./keys.ts";
import { STATE_SCOPES, type StateScope, type StateVariable } from "./program.ts";
import { typedDefault } from "./values/typed-default.ts";

/** The generated file that declares all state variables. */
export const STATE_MODULE = "state.ts";

export const VARIABLE_TYPES: Readonly<Record<string, Type>> = {
  string: types.string,
  number: types.number,
  boolean: types.boolean,
  array: types.list(types.unknown),
  object: types.unknown,
};

/** What `storage` holds is checked with the configuration. */
const STATE_KEYS = { supported: ["variables", "tables", "storage"], planned: ["cache"] };
const VARIABLE_KEYS = {
  supported: ["type", "scope", "default", "persist", "ttl", "description"],
  planned: [],
};

/** The state variables of a document. */
export class StateTable implements StateVariables {
  readonly #variables = new Map<string, StateVariable>();

  constructor(declared: readonly StateVariable[]) {
    for (const variable of declared) this.#variables.set(keyOf(variable.scope, variable.name), variable);
  }

  all(): readonly StateVariable[] {
    return [...this.#variables.values()];
  }

  declared(name: string): StateVariable | undefined {
    return this.all().find((variable) => variable.name === name && variable.declared);
  }

  find(scope: StateScope, name: string): StateVariable | undefined {
    return this.#variables.get(keyOf(scope, name));
  }

  obtain(scope: StateScope, name: string, span: StateVariable["span"]): StateVariable {
    const known = this.find(scope, name);
    if (known !== undefined) return known;
    const taken = new Set(this.all().map((variable) => variable.identifier));
    const variable: StateVariable = {
      name,
      scope,
      identifier: identifierFor(name, taken),
      type: types.unknown,
      default: undefined,
      persist: true,
      ttl: undefined,
      declared: false,
      span,
    };
    this.#variables.set(keyOf(scope, name), variable);
    return variable;
  }

  /** Whether the bot looks variables up by name. */
  isTable = false;
  readonly #computed: RegExp[] = [];

  /** Notes the name of a variable that a template gives. */
  addComputed(template: string): void {
    const parts = parseTemplate(template).map((part) => (part.kind === "text" ? escaped(part.text) : ".*"));
    this.#computed.push(new RegExp(`^${parts.join("")}$`, "su"));
  }

  mayBeComputed(name: string): boolean {
    return this.#computed.some((pattern) => pattern.test(name));
  }

  needTable(): void {
    this.isTable = true;
  }

  names(scope: StateScope): string[] {
    return this.all()
      .filter((variable) => variable.scope === scope)
      .map((variable) => variable.name);
  }
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

function keyOf(scope: StateScope, name: string): string {
  return `${scope} ${name}`;
}

const TABLE = ir.ref({ module: STATE_MODULE, name: "state" });

/** How generated code names a state variable: `state.greetings`. */
export function stateReference(variable: StateVariable): Expression {
  return ir.member(TABLE, variable.identifier);
}

/** A state variable whose name is found when the bot runs: `variableNamed(state, name, "guild")`. */
export function namedVariable(name: Expression, scope: StateScope | undefined): Expression {
  const where = scope === undefined ? [] : [ir.literal(scope)];
  return ir.call(ir.runtime("variableNamed"), [TABLE, name, ...where]);
}

/** Reads the `state` section. */
export function checkState(section: Node | undefined, diagnostics: Diagnostics): StateTable {
  if (section === undefined || section.kind !== "map") return new StateTable([]);
  checkKeys(section, STATE_KEYS, "state", diagnostics);
  const variables = valueAt(section, "variables");
  if (variables?.kind !== "map") return new StateTable([]);
  const taken = new Set<string>();
  return new StateTable(
    variables.entries.flatMap((entry) => {
      if (entry.value.kind !== "map") {
        diagnostics.report("wrong-kind", entry.value.span, {
          expected: "a map such as {type: number, scope: guild, default: 0}",
          found: describeKind(entry.value),
        });
        return [];
      }
      const identifier = identifierFor(keyText(entry), taken);
      taken.add(identifier);
      return [checkVariable(keyText(entry), identifier, entry.value, entry.key.span, diagnostics)];
    }),
  );
}

function checkVariable(
  name: string,
  identifier: string,
  node: MapNode,
  span: StateVariable["span"],
  diagnostics: Diagnostics,
): StateVariable {
  checkKeys(node, VARIABLE_KEYS, name, diagnostics);
  const word = (key: string, allowed: readonly string[]): string | undefined => {
    const value = valueAt(node, key);
    if (value === undefined) return undefined;
    if (isText(value) && allowed.includes(value.value)) return value.value;
    diagnostics.report("wrong-kind", value.span, {
      expected: `one of ${allowed.join(", ")}`,
      found: isText(value) ? `\`${value.value}\`` : describeKind(value),
    });
    return undefined;
  };
  const type = word("type", Object.keys(VARIABLE_TYPES));
  const scope = (word("scope", STATE_SCOPES) ?? "guild") as StateScope;
  const declaredType = type === undefined ? types.unknown : VARIABLE_TYPES[type]!;
  const persist = valueAt(node, "persist");
  return {
    name,
    scope,
    identifier,
    type: declaredType,
    default: checkDefault(name, declaredType, node, span, diagnostics),
    persist: !(persist?.kind === "scalar" && persist.value === false),
    ttl: checkTtl(valueAt(node, "ttl"), diagnostics),
    declared: true,
    span,
  };
}

/** The default as a value of the declared type; one that does not fit is reported and none. */
function checkDefault(
  name: string,
  type: Type,
  node: MapNode,
  declared: StateVariable["span"],
  diagnostics: Diagnostics,
): unknown {
  const written = valueAt(node, "default");
  if (written === undefined) return undefined;
  const fitting = typedDefault(toPlain(written), type);
  if (fitting !== undefined) return fitting.value;
  const parameters = { variable: name, expected: describeType(type), found: describeKind(written) };
  diagnostics.report("wrong-variable-type", written.span, parameters, [
    { span: declared, message: "declared here" },
  ]);
  return undefined;
}

function checkTtl(node: Node | undefined, diagnostics: Diagnostics): number | undefined {
  if (node?.kind !== "scalar") return undefined;
  const milliseconds =
    typeof node.value === "string" || typeof node.value === "number" ? parseDuration(node.value) : undefined;
  if (milliseconds === undefined)
    diagnostics.report("invalid-duration", node.span, { text: String(node.value) });
  return milliseconds === 0 ? undefined : milliseconds;
}

/** Under these keys an action names the variable it works on, beside its `scope`. */
const NAME_KEYS = ["key", "var"];

/** Makes the variables that only actions mention by a scope, wherever they stand: one may read before another writes. */
export function findMentioned(node: Node, table: StateTable): void {
  if (node.kind === "scalar") return;
  if (node.kind === "list") {
    for (const item of node.items) findMentioned(item, table);
    return;
  }
  const scope = valueAt(node, "scope");
  for (const key of NAME_KEYS) {
    const name = valueAt(node, key);
    if (scope === undefined || name === undefined || !isText(scope) || !isText(name)) continue;
    if (isTemplate(name.value)) table.addComputed(name.value);
    const known = STATE_SCOPES.find((each) => each === scope.value);
    if (known !== undefined && VARIABLE_NAME.test(name.value)) table.obtain(known, name.value, name.span);
  }
  for (const entry of node.entries) findMentioned(entry.value, table);
}
