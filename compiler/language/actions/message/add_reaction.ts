import { ir } from "../../../3-lower/ir.ts";
import { defineAction } from "../../action.ts";
import { emoji, lowerEmoji } from "../../fields/emoji.ts";
import { checkChannel, lowerReference, messageReferenceFields } from "../../fields/message-reference.ts";

export default defineAction({
  name: "add_reaction",
  category: "message",
  summary: "Reacts to a message; to that of the event when none is given.",
  fields: { ...messageReferenceFields, emoji: emoji("With what.", { required: true }) },
  mainField: "emoji",
  cost: 2,
  bucket: "add_reaction",
  permissions: ["ViewChannel", "ReadMessageHistory", "AddReactions"],
  example:
    '- send_message:\n    content: Vote!\n    as: sent\n- add_reaction:\n    message: "${sent}"\n    emoji: thumbsup',
  check(action, context) {
    checkChannel("add_reaction", action, context);
  },
  lower({ fields }, lower) {
    const args = [lower.ctx, lowerEmoji(fields.emoji!, lower), ...lowerReference(fields, lower)];
    return { statements: [ir.statement(ir.await(ir.call(ir.runtime("addReaction"), args)))] };
  },
});
