import { ir } from "../../../3-lower/ir.ts";
import { types } from "../../../expression/types.ts";
import { defineAction } from "../../action.ts";
import { emojis, lowerEmojis } from "../../fields/emoji.ts";
import { checkChannel, lowerReference, messageReferenceFields } from "../../fields/message-reference.ts";

export default defineAction({
  name: "add_reactions",
  category: "message",
  summary: "Reacts to a message with several emoji in their order; gives how many.",
  fields: {
    ...messageReferenceFields,
    emojis: emojis("With what: a list, or an expression that gives one.", {
      required: true,
      aliases: ["emoji"],
    }),
  },
  mainField: "emojis",
  cost: 2,
  bucket: "add_reaction",
  permissions: ["ViewChannel", "ReadMessageHistory", "AddReactions"],
  result: types.number,
  example:
    '- send_message:\n    content: Vote!\n    as: sent\n- add_reactions:\n    message: "${sent}"\n    emojis: [thumbsup, thumbsdown]',
  check(action, context) {
    checkChannel("add_reactions", action, context);
  },
  lower({ fields }, lower) {
    const args = [lower.ctx, lowerEmojis(fields.emojis!, lower), ...lowerReference(fields, lower)];
    return { value: ir.await(ir.call(ir.runtime("addReactions"), args)) };
  },
});
