import { ir } from "../3-lower/ir.ts";
import type { Diagnostics } from "../diagnostics/diagnostics.ts";
import type { Variable } from "../expression/scope.ts";
import { typedLiteral } from "../expression/typed.ts";
import { describeType, type Type, types } from "../expression/types.ts";
import {
  describeKind,
  isNull,
  isText,
  type MapNode,
  type Node,
  type ScalarValue,
  toPlain,
  valueAt,
} from "../source/node.ts";
import type { PassedValue } from "./callers.ts";
import { checkKeys } from "./keys.ts";
import type { FlowDeclaration, FlowParameter } from "./program.ts";
import type { TextNode } from "./values/expressions.ts";
import { typedDefault } from "./values/typed-default.ts";

/** Types a flow parameter can declare (spec.md §12). */
export const PARAMETER_TYPES: Readonly<Record<string, Type>> = {
  string: types.string,
  number: types.number,
  boolean: types.boolean,
  array: types.list(types.unknown),
  object: types.unknown,
  any: types.unknown,
};

const FLOW_KEYS = {
  supported: ["name", "description", "parameters", "actions", "returns", "when", "cache"],
  planned: [],
};
const PARAMETER_KEYS = { supported: ["name", "type", "required", "default", "description"], planned: [] };

/** The flows of a document by name; of two with one name the later wins. */
export function declareFlows(
  section: Node | undefined,
  diagnostics: Diagnostics,
): Map<string, FlowDeclaration> {
  const flows = new Map<string, FlowDeclaration>();
  if (section?.kind !== "list") return flows;
  for (const node of section.items) {
    if (node.kind !== "map") continue;
    const name = valueAt(node, "name");
    if (name === undefined || !isText(name)) {
      diagnostics.report("missing-field", node.span, { field: "name", owner: "flow" });
      continue;
    }
    const first = flows.get(name.value);
    if (first !== undefined) {
      const related = [{ span: first.span, message: "first declared here" }];
      diagnostics.report("duplicate-name", name.span, { what: "flow", name: name.value }, related);
    }
    if (valueAt(node, "actions") === undefined) {
      diagnostics.report("missing-field", name.span, { field: "actions", owner: name.value });
    }
    checkKeys(node, FLOW_KEYS, name.value, diagnostics);
    flows.set(name.value, declareFlow(name.value, node, name.span, diagnostics));
  }
  return flows;
}

function declareFlow(
  name: string,
  node: MapNode,
  span: FlowDeclaration["span"],
  diagnostics: Diagnostics,
): FlowDeclaration {
  const description = valueAt(node, "description");
  const parameters = valueAt(node, "parameters");
  return {
    name,
    description: description !== undefined && isText(description) ? description.value : undefined,
    parameters: parameters?.kind === "list" ? declareParameters(parameters.items, diagnostics) : [],
    node,
    span,
  };
}

/** Of two with one name the later wins. */
function declareParameters(nodes: readonly Node[], diagnostics: Diagnostics): FlowParameter[] {
  const parameters = new Map<string, FlowParameter>();
  for (const parameter of nodes.flatMap((node) => declareParameter(node, diagnostics))) {
    const { name, span } = parameter;
    const first = parameters.get(name);
    if (first !== undefined) {
      const related = [{ span: first.span, message: "first declared here" }];
      diagnostics.report("duplicate-name", span, { what: "parameter", name }, related);
    }
    parameters.set(name, parameter);
  }
  return [...parameters.values()];
}

function declareParameter(node: Node, diagnostics: Diagnostics): FlowParameter[] {
  if (node.kind !== "map") return [];
  const name = valueAt(node, "name");
  if (name === undefined || !isText(name)) {
    diagnostics.report("missing-field", node.span, { field: "name", owner: "parameter" });
    return [];
  }
  checkKeys(node, PARAMETER_KEYS, name.value, diagnostics);
  const declared = valueAt(node, "type");
  const declaredType = declared !== undefined && isText(declared) ? declared.value : undefined;
  if (declaredType !== undefined && !Object.hasOwn(PARAMETER_TYPES, declaredType)) {
    diagnostics.report("wrong-kind", declared!.span, {
      expected: `one of ${Object.keys(PARAMETER_TYPES).join(", ")}`,
      found: `\`${declaredType}\``,
    });
  }
  const required = valueAt(node, "required");
  const type = (declaredType && PARAMETER_TYPES[declaredType]) || types.unknown;
  return [
    {
      name: name.value,
      type,
      declaredType,
      required: required?.kind === "scalar" && required.value === true,
      default: declareDefault(name, valueAt(node, "default"), type, diagnostics),
      span: name.span,
    },
  ];
}

function declareDefault(
  { value: parameter, span }: TextNode,
  node: Node | undefined,
  type: Type,
  diagnostics: Diagnostics,
): FlowParameter["default"] {
  if (node === undefined || isNull(node)) return undefined;
  const fitting = typedDefault(toPlain(node), type);
  if (fitting === undefined) {
    const related = [{ span, message: "declared here" }];
    const misfit = { parameter, expected: describeType(type), found: describeKind(node) };
    diagnostics.report("wrong-argument-type", node.span, misfit, related);
    return undefined;
  }
  if (node.kind === "scalar") return typedLiteral(fitting.value as ScalarValue, node.span);
  return { kind: "constant", value: fitting.value, type, span: node.span };
}

/** Parameters as the flow itself reads them: `args.name`, and bare. */
export function parameterVariables(
  flow: FlowDeclaration,
  extra: ReadonlyMap<string, PassedValue>,
): Map<string, Variable> {
  const variables = new Map<string, Variable>();
  const args = ir.id("args");
  const properties: Record<string, Type> = {};
  for (const parameter of flow.parameters) {
    const absent = !parameter.required && parameter.default === undefined;
    const type = absent ? types.optional(parameter.type) : parameter.type;
    properties[parameter.name] = type;
    const code = ir.member(args, parameter.name);
    variables.set(parameter.name, { name: parameter.name, type, code, root: false });
  }
  for (const [name, passed] of extra) {
    if (variables.has(name)) continue;
    const type = passed.always ? passed.type : types.optional(passed.type);
    properties[name] = type;
    variables.set(name, { name, type, code: ir.member(args, name), root: false });
  }
  variables.set("args", { name: "args", type: types.map(properties), code: args, root: true });
  return variables;
}
