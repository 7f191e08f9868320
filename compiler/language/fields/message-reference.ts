import type { CheckContext } from "../../2-check/context.ts";
import { type LowerContext, present } from "../../3-lower/context.ts";
import { type Expression, ir } from "../../3-lower/ir.ts";
import { present as withoutAbsence } from "../../expression/types.ts";
import type { UnresolvedAction } from "../action.ts";
import type { Checked, Fields } from "../field.ts";
import { channelTarget, messageTarget } from "./targets.ts";

/** Which message an action works on. */
export const messageReferenceFields = {
  channel: channelTarget("The message's channel; the handler's own when left out."),
  message: messageTarget("The message; the handler's own when left out.", {
    aliases: ["message_id", "messageId"],
    fallback: "messageId",
  }),
};

type Reference = Checked<typeof messageReferenceFields>;

/** Reports a missing channel: a message given by its id alone does not say where it stands. */
export function checkChannel(
  owner: string,
  { fields, nameSpan }: Pick<UnresolvedAction<Fields>, "nameSpan"> & { readonly fields: Partial<Reference> },
  context: CheckContext,
): void {
  if (fields.channel !== undefined || context.scope.lookup("channelId") !== undefined) return;
  const type = fields.message === undefined ? undefined : withoutAbsence(fields.message.type).kind;
  if (type === "entity" || type === "unknown") return;
  context.diagnostics.report("missing-field", nameSpan, { field: "channel", owner });
}

/** The message that an action works on, as the last argument of its function; none for the handler's own. */
export function lowerReference(
  { channel, message }: Partial<Reference>,
  lower: LowerContext,
  others: Readonly<Record<string, Expression | undefined>> = {},
): Expression[] {
  const properties = present({
    channel: channel && lower.value(channel),
    message: message && lower.value(message),
    ...others,
  });
  return properties.length === 0 ? [] : [ir.object(properties)];
}
