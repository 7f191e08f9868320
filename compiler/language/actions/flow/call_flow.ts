import type { CheckContext } from "../../../2-check/context.ts";
import type { FlowDeclaration, FlowParameter } from "../../../2-check/program.ts";
import type { LowerContext } from "../../../3-lower/context.ts";
import { type Expression, ir, type Property } from "../../../3-lower/ir.ts";
import type { Typed } from "../../../expression/typed.ts";
import { describeType, equal, mayBeNothing, present, type Type, types } from "../../../expression/types.ts";
import { defineAction } from "../../action.ts";
import { type FlowName, flowName } from "../../fields/names.ts";
import { type NamedValue, valueMap } from "../../fields/values.ts";

export default defineAction({
  name: "call_flow",
  category: "flow",
  summary: "Runs a flow and waits for it; `as` stores what it returns.",
  fields: {
    flow: flowName("The flow.", { required: true }),
    args: valueMap("Values for its parameters."),
  },
  mainField: "flow",
  cost: 1,
  result: ({ flow }, context) => resultOf(flow!, context),
  example: '- call_flow:\n    flow: greet\n    args:\n      who: "${user.mention}"\n    as: greeting',
  check({ fields, nameSpan }, context) {
    if (fields.flow!.kind === "computed") return;
    const { flow } = fields.flow!;
    const given = fields.args ?? [];
    for (const parameter of flow.parameters) {
      const argument = given.find(({ name }) => name === parameter.name);
      if (argument !== undefined) checkType(parameter, argument, context);
      else if (parameter.required && parameter.default === undefined) {
        const names = { flow: flow.name, parameter: parameter.name };
        const related = [{ span: parameter.span, message: "declared here" }];
        context.diagnostics.report("missing-argument", nameSpan, names, related);
      }
    }
  },
  resolve: ({ fields }, context) => resultOf(fields.flow!, context),
  lower({ fields, as, resolved }, lower) {
    const given = fields.args ?? [];
    if (fields.flow!.kind === "computed") return { value: callByName(fields.flow!.name, given, lower) };
    const { flow } = fields.flow!;
    const properties = [...givenArguments(flow, given, lower), ...defaults(flow, given, lower)];
    const args = properties.length === 0 ? [lower.ctx] : [lower.ctx, ir.object(properties)];
    const call = ir.await(ir.call(lower.flow(flow), args));
    // TypeScript has no value for what a function without one gives.
    if (as === undefined || resolved!.kind !== "nothing") return { value: call };
    return { before: [ir.statement(call)], value: ir.literal(undefined) };
  },
});

function resultOf(flow: FlowName, context: CheckContext): Type {
  return flow.kind === "computed" ? types.unknown : context.program.flowResult(flow.flow.name);
}

/** Which flow it is turns out when the bot runs, and with it what its parameters take. */
function callByName(name: Typed, given: readonly NamedValue[], lower: LowerContext): Expression {
  const args = ir.object(given.map(({ name: key, value }) => ({ key, value: lower.value(value) })));
  const call = ir.call(ir.runtime("callFlow"), [lower.ctx, lower.flowTable(), lower.text(name), args]);
  return ir.await(call);
}

/** A parameter with a declared type takes exactly that type; what is unknown is checked when it runs. */
function checkType(parameter: FlowParameter, { value }: NamedValue, context: CheckContext): void {
  const [expected, found] = [parameter.type, present(value.type)];
  if (expected.kind === "unknown" || found.kind === "unknown" || found.kind === "nothing") return;
  if (expected.kind === found.kind) return;
  if (value.span === undefined) return;
  const parameters = {
    parameter: parameter.name,
    expected: describeType(expected),
    found: describeType(found),
  };
  const related = [{ span: parameter.span, message: "declared here" }];
  context.diagnostics.report("wrong-argument-type", value.span, parameters, related);
}

function givenArguments(
  flow: FlowDeclaration,
  given: readonly NamedValue[],
  lower: LowerContext,
): Property[] {
  return given.map(({ name, value }) => {
    const parameter = flow.parameters.find((candidate) => candidate.name === name);
    let code = lower.value(value);
    if (parameter?.default !== undefined && mayBeNothing(value.type)) {
      code = ir.binary("??", code, lower.value(parameter.default));
    }
    return { key: name, value: parameter === undefined ? code : ensured(parameter, value, code) };
  });
}

/** The argument as it is where its type is certain, else through a check when it runs. */
function ensured(
  parameter: FlowParameter,
  value: NamedValue["value"],
  code: Property["value"],
): Property["value"] {
  if (parameter.declaredType === undefined || parameter.declaredType === "any") return code;
  const filled = parameter.default === undefined ? value.type : present(value.type);
  const isFilled = parameter.default !== undefined && !mayBeNothing(parameter.default.type);
  const required = parameter.required || isFilled;
  const certain = equal(present(filled), parameter.type) && (!mayBeNothing(filled) || !required);
  if (certain && parameter.declaredType !== "object") return code;
  const args = [ir.literal(parameter.name), ir.literal(parameter.declaredType), code];
  return ir.call(ir.runtime(required ? "requiredArgument" : "optionalArgument"), args, value.span);
}

function defaults(flow: FlowDeclaration, given: readonly NamedValue[], lower: LowerContext): Property[] {
  return flow.parameters.flatMap((parameter) => {
    if (parameter.default === undefined || given.some(({ name }) => name === parameter.name)) return [];
    return [{ key: parameter.name, value: lower.value(parameter.default) }];
  });
}
