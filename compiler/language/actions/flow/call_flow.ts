import type { CheckContext } from "../../../2-check/context.ts";
import type { FlowDeclaration, FlowParameter } from "../../../2-check/program.ts";
import type { LowerContext } from "../../../3-lower/context.ts";
import { ir, type Property } from "../../../3-lower/ir.ts";
import { describeType, equal, mayBeNothing, present } from "../../../expression/types.ts";
import { defineAction } from "../../action.ts";
import { flowName } from "../../fields/names.ts";
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
  result: ({ flow }, context) => context.program.flowResult(flow!.name),
  example: '- call_flow:\n    flow: greet\n    args:\n      who: "${user.mention}"\n    as: greeting',
  check({ fields, nameSpan }, context) {
    const given = fields.args ?? [];
    for (const parameter of fields.flow!.parameters) {
      const argument = given.find(({ name }) => name === parameter.name);
      if (argument !== undefined) checkType(parameter, argument, context);
      else if (parameter.required && parameter.default === undefined) {
        const names = { flow: fields.flow!.name, parameter: parameter.name };
        const related = [{ span: parameter.span, message: "declared here" }];
        context.diagnostics.report("missing-argument", nameSpan, names, related);
      }
    }
  },
  resolve: ({ fields }, context) => context.program.flowResult(fields.flow!.name),
  lower({ fields, as, resolved }, lower) {
    const flow = fields.flow!;
    const properties = [
      ...givenArguments(flow, fields.args ?? [], lower),
      ...defaults(flow, fields.args ?? [], lower),
    ];
    const args = lower.takesArguments(flow) ? [lower.ctx, ir.object(properties)] : [lower.ctx];
    const call = ir.await(ir.call(lower.flow(flow), args));
    // TypeScript has no value for what a function without one gives.
    if (as === undefined || resolved!.kind !== "nothing") return { value: call };
    return { before: [ir.statement(call)], value: ir.literal(undefined) };
  },
});

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
  const certain = equal(present(filled), parameter.type) && (!mayBeNothing(filled) || !parameter.required);
  if (certain && parameter.declaredType !== "object") return code;
  const args = [ir.literal(parameter.name), ir.literal(parameter.declaredType), code];
  return ir.call(ir.runtime(parameter.required ? "requiredArgument" : "optionalArgument"), args, value.span);
}

function defaults(flow: FlowDeclaration, given: readonly NamedValue[], lower: LowerContext): Property[] {
  return flow.parameters.flatMap((parameter) => {
    if (parameter.default === undefined || given.some(({ name }) => name === parameter.name)) return [];
    return [{ key: parameter.name, value: lower.value(parameter.default) }];
  });
}
