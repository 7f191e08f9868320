import { ir } from "../../../3-lower/ir.ts";
import { defineAction } from "../../action.ts";
import { emoji, lowerEmoji } from "../../fields/emoji.ts";
import { checkChannel, lowerReference, messageReferenceFields } from "../../fields/message-reference.ts";
import { userTargets } from "../../fields/targets.ts";

export default defineAction({
  name: "remove_reaction",
  category: "message",
  summary: "Takes back a user's reaction to a message.",
  fields: {
    ...messageReferenceFields,
    emoji: emoji("Which.", { required: true }),
    user: userTargets("Whose; by default of who triggered the handler.", {
      aliases: ["user_id", "userId"],
      fallback: "userId",
    }),
  },
  mainField: "emoji",
  cost: 2,
  permissions: ["ViewChannel", "ManageMessages"],
  example:
    '- send_message:\n    content: Vote!\n    as: sent\n- remove_reaction:\n    message: "${sent}"\n    emoji: thumbsup\n    user: "${client.user}"',
  check(action, context) {
    checkChannel("remove_reaction", action, context);
  },
  lower({ fields }, lower) {
    const { user } = fields;
    const options = lowerReference(fields, lower, { user: user && lower.value(user) });
    const args = [lower.ctx, lowerEmoji(fields.emoji!, lower), ...options];
    return { statements: [ir.statement(ir.await(ir.call(ir.runtime("removeReaction"), args)))] };
  },
});
