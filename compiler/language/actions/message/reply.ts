import { ir } from "../../../3-lower/ir.ts";
import { types } from "../../../expression/types.ts";
import { defineAction } from "../../action.ts";
import { checkNotEmpty, messageFields, messageProperties } from "../../fields/message.ts";
import { boolean } from "../../fields/values.ts";

export default defineAction({
  name: "reply",
  category: "message",
  summary:
    "Answers the interaction; after a first answer it sends a follow-up, after `defer` it fills the answer in.",
  fields: {
    ...messageFields,
    ephemeral: boolean("Whether only the user sees it."),
  },
  mainField: "content",
  cost: 3,
  result: types.entity("message"),
  answers: true,
  example: "- reply:\n    content: Pong!\n    ephemeral: true",
  check(action, context) {
    checkNotEmpty(action.fields, { name: "reply", span: action.nameSpan }, context);
    if (context.scope.lookup("interaction") !== undefined) return;
    context.diagnostics.report("no-interaction", action.nameSpan, {
      action: "reply",
      where: context.scope.description,
    });
  },
  lower({ fields, as }, lower) {
    const { ephemeral } = fields;
    const properties = messageProperties(fields, lower);
    if (ephemeral !== undefined) properties.push({ key: "ephemeral", value: lower.boolean(ephemeral) });
    // Only who stores the message has Discord send it back.
    const runtime = as === undefined ? "reply" : "replyForMessage";
    return { value: ir.await(ir.call(ir.runtime(runtime), [lower.ctx, ir.object(properties)])) };
  },
});
