import type { APIAllowedMentions, APIEmbed, APIMessageReferenceSend } from "discord-api-types/v10";
import { idIn } from "../references/references.ts";
import type { Row } from "./components.ts";
import type { FileInput, LoadedFile } from "./files.ts";
import { allowedMentions, type Mentions, USERS_ONLY } from "./mentions.ts";

/** What a message says, as actions give it. */
export interface MessageContent {
  readonly content?: string;
  readonly embeds?: readonly APIEmbed[];
  /** Rows; those that a condition leaves out are undefined. */
  readonly components?: readonly (Row | undefined)[];
  readonly files?: readonly FileInput[];
  readonly tts?: boolean;
  readonly allowed_mentions?: Mentions;
  /** The message it replies to: its id, or the message. */
  readonly reply_to?: unknown;
}

/** The same as Discord takes it. */
export interface MessageBody {
  readonly content?: string;
  readonly embeds?: readonly APIEmbed[];
  readonly components?: readonly Row[];
  readonly tts?: boolean;
  readonly allowed_mentions: APIAllowedMentions;
  readonly message_reference?: APIMessageReferenceSend;
  readonly attachments?: readonly {
    readonly id: string;
    readonly filename: string;
    readonly description?: string;
  }[];
  /** By which Discord knows that it is the same message, sent again. */
  readonly nonce?: string;
  readonly enforce_nonce?: boolean;
}

/** A message as a request carries it: its body, and the files beside it. */
export interface OutgoingMessage {
  readonly body: MessageBody;
  readonly files?: LoadedFile[];
}

/** A new message's content as the body of a request; an empty text counts as none. */
export function messageBody(message: MessageContent): MessageBody {
  const { content, ...rest } = message;
  return editBody(content === "" ? rest : message);
}

/** The same for a message that is there: an empty text takes its text away, what is left out stays. */
export function editBody({
  content,
  embeds,
  components,
  tts,
  allowed_mentions,
  reply_to,
}: MessageContent): MessageBody {
  return {
    ...(content !== undefined && { content }),
    ...(embeds !== undefined && { embeds }),
    ...(components !== undefined && { components: components.filter((each) => each !== undefined) }),
    ...(tts === true && { tts }),
    allowed_mentions: allowed_mentions === undefined ? USERS_ONLY : allowedMentions(allowed_mentions),
    ...(reply_to !== undefined && { message_reference: { message_id: idIn(reply_to, "message") } }),
  };
}

/** Reads the files of a message and tells Discord of them. Throws E3003 for one that cannot be had. */
export async function withFiles(
  body: MessageBody,
  inputs: readonly FileInput[] | undefined,
): Promise<OutgoingMessage> {
  if (inputs === undefined || inputs.length === 0) return { body };
  const files = await Promise.all(inputs.map((input) => input.load()));
  const attachments = files.map(({ name, description }, i) => ({
    id: String(i),
    filename: name,
    ...(description !== undefined && { description }),
  }));
  return { body: { ...body, attachments }, files };
}
