import { ir } from "../../../3-lower/ir.ts";
import { types } from "../../../expression/types.ts";
import { defineAction } from "../../action.ts";
import { checkNotEmpty, checkReply, messageFields, messageProperties } from "../../fields/message.ts";
import { channelTarget } from "../../fields/targets.ts";

export default defineAction({
  name: "send_message",
  category: "message",
  summary: "Sends a message to a channel; without `channel` to the one where the handler runs.",
  fields: {
    channel: channelTarget("The channel's id, mention, name in the guild, or the channel.", {
      fallback: "channelId",
    }),
    ...messageFields,
  },
  mainField: "content",
  cost: 3,
  permissions: ["ViewChannel", "SendMessages"],
  result: types.entity("message"),
  example: '- send_message:\n    channel: "${channel.id}"\n    content: Hello!',
  check({ fields, nameSpan }, context) {
    const action = { name: "send_message", span: nameSpan };
    checkNotEmpty(fields, action, context);
    checkReply(fields, action, context);
  },
  lower({ fields }, lower) {
    const channel =
      fields.channel === undefined ? ir.member(lower.ctx, "channelId") : lower.value(fields.channel);
    const body = ir.object(messageProperties(fields, lower));
    return { value: ir.await(ir.call(ir.runtime("sendMessage"), [lower.ctx, channel, body])) };
  },
});
