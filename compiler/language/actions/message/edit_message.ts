import { ir } from "../../../3-lower/ir.ts";
import { types } from "../../../expression/types.ts";
import { defineAction } from "../../action.ts";
import { bodyFields, messageProperties } from "../../fields/message.ts";
import { checkChannel, lowerReference, messageReferenceFields } from "../../fields/message-reference.ts";

export default defineAction({
  name: "edit_message",
  category: "message",
  summary:
    "Changes a message of the bot. What is left out stays; an empty text and empty lists take away what there is.",
  fields: { ...messageReferenceFields, ...bodyFields },
  mainField: "content",
  cost: 3,
  permissions: ["ViewChannel"],
  result: types.entity("message"),
  example:
    '- send_message:\n    content: Working\n    as: sent\n- edit_message:\n    message: "${sent}"\n    content: Done',
  check(action, context) {
    checkChannel("edit_message", action, context);
    const { channel: _channel, message: _message, ...body } = action.fields;
    if (Object.values(body).some((value) => value !== undefined)) return;
    context.diagnostics.report("empty-message", action.nameSpan, { action: "edit_message" });
  },
  lower({ fields }, lower) {
    const body = ir.object(messageProperties(fields, lower));
    const args = [lower.ctx, body, ...lowerReference(fields, lower)];
    return { value: ir.await(ir.call(ir.runtime("editMessage"), args)) };
  },
});
