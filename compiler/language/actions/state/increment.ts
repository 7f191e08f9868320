import { ir } from "../../../3-lower/ir.ts";
import { types } from "../../../expression/types.ts";
import { defineAction } from "../../action.ts";
import { variableName } from "../../fields/names.ts";
import { checkStored, resolveTarget, scope } from "../../fields/scope.ts";
import { number } from "../../fields/values.ts";

export default defineAction({
  name: "increment",
  category: "state",
  summary: "Adds to a number, as one atomic step; what is not there counts as 0.",
  fields: {
    var: variableName("The variable.", { required: true, aliases: ["key"] }),
    by: number("How much; 1 when left out."),
    scope: scope("Where; the declared scope when left out."),
  },
  mainField: "var",
  cost: 1,
  result: types.number,
  example: "- increment:\n    var: uses\n    by: 1\n    scope: guild",
  resolve({ fields, nameSpan }, context) {
    checkStored(fields.var!, fields.scope, { type: types.number, span: fields.var!.span }, context);
    return resolveTarget(fields.var!, fields.scope, types.number, { nameSpan }, context);
  },
  lower({ fields, resolved }, lower) {
    const by = fields.by === undefined ? undefined : lower.number(fields.by);
    if (resolved!.kind === "local") {
      const { variable } = resolved!;
      const amount = by ?? ir.literal(1);
      // A constant is assigned nowhere else: there is nothing yet to add to.
      if (variable.constant) return { statements: [lower.assign(variable, amount)] };
      const sum = ir.binary("+", ir.call(ir.runtime("number"), [variable.code]), amount);
      return { statements: [lower.assign(variable, sum)] };
    }
    const args = [lower.ctx, lower.stateVariable(resolved!.variable)];
    if (by !== undefined) args.push(by);
    return { value: ir.await(ir.call(ir.runtime("increment"), args)) };
  },
});
