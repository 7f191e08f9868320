import { present } from "../../../3-lower/context.ts";
import { ir } from "../../../3-lower/ir.ts";
import { defineAction } from "../../action.ts";
import { boolean } from "../../fields/values.ts";

export default defineAction({
  name: "defer",
  category: "message",
  summary: "Tells Discord that the answer comes later (up to 15 minutes); nothing when already answered.",
  fields: {
    ephemeral: boolean("Whether only the user sees the answer."),
    update: boolean("In a component: the message with it changes later, or stays, and there is no answer."),
  },
  cost: 1,
  answers: true,
  example: "- defer:\n    ephemeral: true\n- reply: Done",
  check(action, context) {
    const { update } = action.fields;
    if (update?.span !== undefined && context.scope.lookup("custom_id") === undefined)
      context.diagnostics.report("ineffective-field", update.span, {
        field: "update",
        why: "only a component has a message to change",
      });
    if (context.scope.lookup("interaction") !== undefined) return;
    context.diagnostics.report("no-interaction", action.nameSpan, {
      action: "defer",
      where: context.scope.description,
    });
  },
  lower({ fields }, lower) {
    const { ephemeral, update } = fields;
    const options = present({
      ephemeral: ephemeral && lower.boolean(ephemeral),
      update: update && lower.boolean(update),
    });
    const args = options.length === 0 ? [lower.ctx] : [lower.ctx, ir.object(options)];
    const call = ir.call(ir.runtime("defer"), args);
    return { statements: [ir.statement(ir.await(call))] };
  },
});
