import { AllowedMentionsTypes, type APIAllowedMentions, type APIEmbed } from "discord-api-types/v10";

/** What a message says, as actions give it. */
export interface MessageContent {
  readonly content?: string;
  readonly embeds?: readonly APIEmbed[];
}

/** The same as Discord takes it. */
export interface MessageBody {
  readonly content?: string;
  readonly embeds?: readonly APIEmbed[];
  readonly allowed_mentions: APIAllowedMentions;
}

/** Text that a bot puts together pings users only: never everyone, never roles. */
const MENTIONS: APIAllowedMentions = { parse: [AllowedMentionsTypes.User] };

/** A message's content as the body of a request; an empty text counts as none. */
export function messageBody({ content, embeds }: MessageContent): MessageBody {
  return {
    ...(content !== undefined && content !== "" && { content }),
    ...(embeds !== undefined && { embeds }),
    allowed_mentions: MENTIONS,
  };
}
