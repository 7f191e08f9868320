import { ir } from "../../../3-lower/ir.ts";
import { types } from "../../../expression/types.ts";
import { defineAction } from "../../action.ts";
import { variableName } from "../../fields/names.ts";
import { checkStored, resolveTarget, scope } from "../../fields/scope.ts";
import { duration, value } from "../../fields/values.ts";

export default defineAction({
  name: "set",
  category: "state",
  summary: "Stores a value in a variable: of the state, or (undeclared and without a scope) of the handler.",
  fields: {
    key: variableName("The variable.", { required: true, aliases: ["var"] }),
    value: value("What to store.", { acceptsNull: true }),
    scope: scope("Where; the declared scope when left out."),
    ttl: duration("After how long it expires."),
  },
  cost: 1,
  result: ({ value }) => value?.type ?? types.nothing,
  example: "- set:\n    key: page\n    value: 1",
  resolve({ fields, nameSpan }, context) {
    if (fields.value !== undefined) checkStored(fields.key!, fields.scope, fields.value, context);
    return resolveTarget(
      fields.key!,
      fields.scope,
      fields.value?.type ?? types.nothing,
      { nameSpan },
      context,
    );
  },
  lower({ fields, resolved }, lower) {
    const code = fields.value === undefined ? ir.literal(null) : lower.value(fields.value);
    if (resolved!.kind === "local") return { statements: [lower.assign(resolved!.variable, code)] };
    const args = [lower.ctx, lower.stateVariable(resolved!.variable), code];
    if (fields.ttl !== undefined) args.push(ir.object([{ key: "ttl", value: lower.duration(fields.ttl) }]));
    return { value: ir.await(ir.call(ir.runtime("set"), args)) };
  },
});
