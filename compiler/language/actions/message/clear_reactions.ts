import { ir } from "../../../3-lower/ir.ts";
import { defineAction } from "../../action.ts";
import { emoji, lowerEmoji } from "../../fields/emoji.ts";
import { checkChannel, lowerReference, messageReferenceFields } from "../../fields/message-reference.ts";

export default defineAction({
  name: "clear_reactions",
  category: "message",
  summary: "Takes back everyone's reactions to a message: all of them, or those with one emoji.",
  fields: { ...messageReferenceFields, emoji: emoji("Only these.") },
  mainField: "emoji",
  cost: 2,
  permissions: ["ViewChannel", "ManageMessages"],
  example: '- send_message:\n    content: Vote!\n    as: sent\n- clear_reactions:\n    message: "${sent}"',
  check(action, context) {
    checkChannel("clear_reactions", action, context);
  },
  lower({ fields }, lower) {
    const options = lowerReference(fields, lower, { emoji: fields.emoji && lowerEmoji(fields.emoji, lower) });
    const call = ir.call(ir.runtime("clearReactions"), [lower.ctx, ...options]);
    return { statements: [ir.statement(ir.await(call))] };
  },
});
