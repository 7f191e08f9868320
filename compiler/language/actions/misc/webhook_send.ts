import { defineAction } from "../../action.ts";
import { textMap } from "../../fields/list-or-template.ts";
import { messageFields } from "../../fields/message.ts";
import { boolean, text, value } from "../../fields/values.ts";

export default defineAction({
  name: "webhook_send",
  category: "misc",
  summary: "Sends a message to a webhook of Discord, or any JSON to another address.",
  fields: {
    url: text("The address.", { required: true }),
    content: messageFields.content,
    embeds: messageFields.embeds,
    username: text("The name it is shown under.", { limit: { what: "the name", maximum: 80 } }),
    avatar_url: text("The image it is shown with."),
    body: value("What is sent as JSON, instead of a message."),
    headers: textMap("Further headers."),
    discord: boolean("Whether the address is a webhook of Discord."),
  },
  cost: 10,
  bucket: "api_call",
  example: '- webhook_send:\n    url: "${env.NEWS_WEBHOOK}"\n    content: Hello!',
  check({ fields, nameSpan }, context) {
    if (fields.content !== undefined || fields.embeds !== undefined || fields.body !== undefined) return;
    context.diagnostics.report("empty-message", nameSpan, { action: "webhook_send" });
  },
});
