import type { CheckContext } from "../../2-check/context.ts";
import { type LowerContext, present } from "../../3-lower/context.ts";
import { type Expression, ir } from "../../3-lower/ir.ts";
import type { Span } from "../../source/source-file.ts";
import type { Checked } from "../field.ts";
import { components, lowerComponents } from "./components.ts";
import { type Embeds, embed, embeds, lowerEmbeds, showNothing } from "./embed.ts";
import { files, lowerFiles } from "./files.ts";
import { allowedMentions, lowerMentions } from "./mentions.ts";
import { limited } from "./shapes.ts";
import { messageTarget } from "./targets.ts";
import { boolean } from "./values.ts";

/** Characters that Discord takes of a message's text. */
const CONTENT = 2000;

/** What new messages and changes to messages have in common. */
export const bodyFields = {
  content: limited("Its text.", "the content", CONTENT),
  embed: embed("One embed: a map, or the name of one under `embeds`."),
  embeds: embeds("Embeds; instead of `embed`."),
  components: components("Rows of buttons and select menus."),
  files: files("Files to attach: paths below the bot's folder, addresses, or data."),
  allowed_mentions: allowedMentions("Whom it pings; users only when left out.", {
    aliases: ["allowedMentions"],
  }),
};

/** What every new message can have. */
export const messageFields = {
  ...bodyFields,
  tts: boolean("Whether it is read out."),
  reply: boolean("Whether it replies to the message of the event."),
  reply_to: messageTarget("The message it replies to.", { aliases: ["replyTo"] }),
};

type Body = Checked<typeof bodyFields>;
type MessageFields = Body & Partial<Checked<typeof messageFields>>;

/** Reports a message that is certain to be empty. */
export function checkNotEmpty(
  fields: Body,
  action: { readonly name: string; readonly span: Span },
  context: CheckContext,
): void {
  const { content, components, files } = fields;
  const silent = content === undefined || (content.kind === "literal" && String(content.value ?? "") === "");
  const bare = showNothing(embedsOf(fields)) && (components === undefined || components.length === 0);
  const alone = files === undefined || (files.kind === "items" && files.items.length === 0);
  if (silent && bare && alone)
    context.diagnostics.report("empty-message", action.span, { action: action.name });
}

function embedsOf({ embed, embeds }: Body): Embeds | undefined {
  if (embeds !== undefined || embed === undefined) return embeds;
  return embed.kind === "computed" ? embed : [embed];
}

/** The message as the runtime's functions take it. */
export function messageProperties(
  fields: MessageFields,
  lower: LowerContext,
): { key: string; value: Expression }[] {
  const embeds = embedsOf(fields);
  return present({
    content: fields.content && lower.text(fields.content),
    embeds: embeds && lowerEmbeds(embeds, lower),
    components: fields.components && lowerComponents(fields.components, lower),
    files: fields.files && lowerFiles(fields.files, lower),
    tts: fields.tts && lower.boolean(fields.tts),
    allowed_mentions: fields.allowed_mentions && lowerMentions(fields.allowed_mentions, lower),
    reply_to: lowerReplyTo(fields, lower),
  });
}

/** The message to reply to: the one given, or with `reply` that of the event. */
function lowerReplyTo({ reply, reply_to }: MessageFields, lower: LowerContext): Expression | undefined {
  if (reply_to !== undefined) return lower.value(reply_to);
  if (reply === undefined || (reply.kind === "literal" && reply.value === false)) return undefined;
  const own = ir.member(lower.ctx, "messageId");
  if (reply.kind === "literal") return own;
  return ir.conditional(lower.condition(reply), own, ir.literal(undefined));
}

/** Reports `reply` where there is no message to reply to. */
export function checkReply(
  { reply, reply_to }: MessageFields,
  action: { readonly name: string; readonly span: Span },
  context: CheckContext,
): void {
  const wanted = reply !== undefined && !(reply.kind === "literal" && reply.value === false);
  if (!wanted || reply_to !== undefined || context.scope.lookup("messageId") !== undefined) return;
  context.diagnostics.report("missing-field", action.span, { field: "reply_to", owner: action.name });
}
