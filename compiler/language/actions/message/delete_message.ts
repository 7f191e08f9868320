import { ir } from "../../../3-lower/ir.ts";
import { defineAction } from "../../action.ts";
import { checkChannel, lowerReference, messageReferenceFields } from "../../fields/message-reference.ts";
import { duration } from "../../fields/values.ts";

export default defineAction({
  name: "delete_message",
  category: "message",
  summary: "Deletes a message; that of the event when none is given.",
  fields: { ...messageReferenceFields, delay: duration("How long to wait before.") },
  mainField: "message",
  cost: 3,
  permissions: ["ViewChannel", "ManageMessages"],
  waits: ({ delay }) => (delay?.kind === "literal" ? Number(delay.value) : 0),
  example:
    '- send_message:\n    content: Gone in a moment\n    as: sent\n- delete_message:\n    message: "${sent}"\n    delay: 5s',
  check(action, context) {
    checkChannel("delete_message", action, context);
  },
  lower({ fields }, lower) {
    const { delay } = fields;
    const options = lowerReference(fields, lower, { delay: delay && lower.duration(delay) });
    const call = ir.call(ir.runtime("deleteMessage"), [lower.ctx, ...options]);
    return { statements: [ir.statement(ir.await(call))] };
  },
});
