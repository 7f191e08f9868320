import { ir } from "../../../3-lower/ir.ts";
import { types } from "../../../expression/types.ts";
import { defineAction } from "../../action.ts";
import { checkNotEmpty, messageFields, messageProperties } from "../../fields/message.ts";
import { boolean } from "../../fields/values.ts";

/** What an interaction's answer does not have, and why. */
const NOT_IN_ANSWERS = {
  reply_to: "an interaction's answer stands by itself",
  reply: "an interaction's answer is a reply already",
} as const;

export default defineAction({
  name: "reply",
  category: "message",
  summary:
    "Answers the interaction; after a first answer it sends a follow-up, after `defer` it fills the answer in. " +
    "In events about a message it replies to that.",
  fields: {
    ...messageFields,
    ephemeral: boolean("Whether only the user sees it; in answers to interactions only."),
  },
  mainField: "content",
  cost: 3,
  result: types.entity("message"),
  answers: true,
  example: "- reply:\n    content: Pong!\n    ephemeral: true",
  check({ fields, nameSpan }, context) {
    checkNotEmpty(fields, { name: "reply", span: nameSpan }, context);
    const interaction = context.scope.lookup("interaction");
    if (interaction === undefined && context.scope.lookup("messageId") === undefined) {
      const parameters = { action: "reply", where: context.scope.description };
      context.diagnostics.report("no-interaction", nameSpan, parameters);
    }
    const noEffect = (field: "reply" | "reply_to" | "ephemeral", why: string) => {
      const span = fields[field]?.span;
      if (span !== undefined) context.diagnostics.report("ineffective-field", span, { field, why });
    };
    if (interaction === undefined) noEffect("ephemeral", "only answers to interactions can be ephemeral");
    else if (interaction.type.kind === "entity") {
      for (const field of ["reply", "reply_to"] as const) noEffect(field, NOT_IN_ANSWERS[field]);
    }
  },
  lower({ fields, as }, lower) {
    const { ephemeral, reply, ...body } = fields;
    const properties = messageProperties(body, lower);
    if (reply !== undefined) properties.push({ key: "reply", value: lower.boolean(reply) });
    if (ephemeral !== undefined) properties.push({ key: "ephemeral", value: lower.boolean(ephemeral) });
    // Only who stores the message has Discord send it back.
    const runtime = as === undefined ? "reply" : "replyForMessage";
    return { value: ir.await(ir.call(ir.runtime(runtime), [lower.ctx, ir.object(properties)])) };
  },
});
