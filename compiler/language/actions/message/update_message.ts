import { ir } from "../../../3-lower/ir.ts";
import { defineAction } from "../../action.ts";
import { bodyFields, messageProperties } from "../../fields/message.ts";

export default defineAction({
  name: "update_message",
  category: "message",
  summary:
    "Changes the message whose component was used; in a command the answer given so far. What is left out stays.",
  fields: bodyFields,
  mainField: "content",
  cost: 3,
  answers: true,
  example: "- reply: Working\n- update_message: Done",
  check({ fields, nameSpan }, context) {
    if (context.scope.lookup("interaction") === undefined) {
      const parameters = { action: "update_message", where: context.scope.description };
      context.diagnostics.report("no-interaction", nameSpan, parameters);
    }
    if (Object.values(fields).some((value) => value !== undefined)) return;
    context.diagnostics.report("empty-message", nameSpan, { action: "update_message" });
  },
  lower({ fields }, lower) {
    const body = ir.object(messageProperties(fields, lower));
    return {
      statements: [ir.statement(ir.await(ir.call(ir.runtime("updateMessage"), [lower.ctx, body])))],
    };
  },
});
