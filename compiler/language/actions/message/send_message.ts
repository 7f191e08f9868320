import { ir } from "../../../3-lower/ir.ts";
import { types } from "../../../expression/types.ts";
import { defineAction } from "../../action.ts";
import { checkNotEmpty, messageFields, messageProperties } from "../../fields/message.ts";
import { text } from "../../fields/values.ts";

export default defineAction({
  name: "send_message",
  category: "message",
  summary: "Sends a message to a channel; without `channel` to the one where the handler runs.",
  fields: {
    channel: text("The channel's id or mention."),
    ...messageFields,
  },
  mainField: "content",
  cost: 3,
  permissions: ["ViewChannel", "SendMessages"],
  result: types.entity("message"),
  example: '- send_message:\n    channel: "${channel.id}"\n    content: Hello!',
  check({ fields, nameSpan }, context) {
    checkNotEmpty(fields, { name: "send_message", span: nameSpan }, context);
    if (fields.channel !== undefined || context.scope.lookup("channel") !== undefined) return;
    context.diagnostics.report("missing-field", nameSpan, { field: "channel", owner: "send_message" });
  },
  lower({ fields }, lower) {
    const channel =
      fields.channel === undefined ? ir.member(lower.ctx, "channelId") : lower.text(fields.channel);
    const body = ir.object(messageProperties(fields, lower));
    return { value: ir.await(ir.call(ir.runtime("sendMessage"), [lower.ctx, channel, body])) };
  },
});
