import { ir } from "../../../3-lower/ir.ts";
import { defineAction } from "../../action.ts";
import { boolean } from "../../fields/values.ts";

export default defineAction({
  name: "defer",
  category: "message",
  summary: "Tells Discord that the answer comes later (up to 15 minutes); nothing when already answered.",
  fields: { ephemeral: boolean("Whether only the user sees the answer.") },
  cost: 1,
  answers: true,
  example: "- defer:\n    ephemeral: true\n- reply: Done",
  check(action, context) {
    if (context.scope.lookup("interaction") !== undefined) return;
    context.diagnostics.report("no-interaction", action.nameSpan, {
      action: "defer",
      where: context.scope.description,
    });
  },
  lower({ fields }, lower) {
    const { ephemeral } = fields;
    const options = ephemeral && ir.object([{ key: "ephemeral", value: lower.boolean(ephemeral) }]);
    const call = ir.call(ir.runtime("defer"), options === undefined ? [lower.ctx] : [lower.ctx, options]);
    return { statements: [ir.statement(ir.await(call))] };
  },
});
