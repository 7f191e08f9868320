import { type APIChannel, Routes } from "discord-api-types/v10";
import { reply } from "../actions/message/reply.ts";
import { sendMessage } from "../actions/message/send_message.ts";
import type { Context } from "../contexts/context.ts";
import type { Answer } from "../interactions/answer.ts";
import { type MessageContent, messageBody } from "../messages/body.ts";
import { createMessage } from "../messages/create-message.ts";
import type { FailedContext } from "./error-handlers.ts";
import { FurlowError } from "./errors.ts";

/** A context of any handler, as far as those who tell of failures look into it. */
export type TellingContext = FailedContext<Context> & {
  readonly answer?: Answer | undefined;
  readonly userId?: string | undefined;
  readonly guildId?: string | undefined;
  readonly channelId?: string | undefined;
  readonly messageId?: string | undefined;
};

export interface NoticeSettings {
  /** Whether the stack follows the text, in terms of the document. */
  readonly stack?: boolean;
}

const MAXIMUM_CONTENT = 2_000; /* characters */

/**
 * Tells of a failure in a channel (its id, mention or name in the guild), or where it happened: answers an
 * interaction so that only the user sees it, replies to a message, else writes to the channel. Throws ActionError,
 * and E3003 where there is none of them.
 */
export async function tellOfFailure(
  ctx: TellingContext,
  text: string,
  settings?: NoticeSettings & { readonly channel?: unknown },
): Promise<void> {
  const content = contentOf(ctx, text, settings);
  if (settings?.channel !== undefined) await sendMessage(ctx, settings.channel, content);
  else if (ctx.answer !== undefined) await reply(ctx, { ...content, ephemeral: true });
  else if (ctx.messageId !== undefined) await reply(ctx, content);
  else if (ctx.channelId !== undefined) await sendMessage(ctx, ctx.channelId, content);
  else
    throw new FurlowError("E3003", "There is no interaction, message or channel to tell of the failure in");
}

/** Tells who used what has failed in direct messages. Throws E3003 where nobody did. */
export async function tellInPrivate(
  ctx: TellingContext,
  text: string,
  settings?: NoticeSettings,
): Promise<void> {
  if (ctx.userId === undefined) throw new FurlowError("E3003", "There is no user to tell of the failure");
  const { rest } = ctx.bot;
  const { id } = (await rest.post(Routes.userChannels(), {
    body: { recipient_id: ctx.userId },
  })) as APIChannel;
  await createMessage(ctx, id, { body: messageBody(contentOf(ctx, text, settings)) });
}

/** Tells of a failure through one of Discord's webhooks, given by its address. Throws E3003 for another address. */
export async function tellWebhook(
  ctx: TellingContext,
  text: string,
  settings: NoticeSettings & { readonly url: string | undefined },
): Promise<void> {
  const [, id, token] = /\/webhooks\/(\d+)\/([\w-]+)/.exec(settings.url ?? "") ?? [];
  // The address is a credential: it is not told.
  if (token === undefined)
    throw new FurlowError("E3003", "The address given is not one of a Discord webhook");
  const body = messageBody(contentOf(ctx, text, settings));
  await ctx.bot.rest.post(Routes.webhook(id!, token), { body, auth: false });
}

/** Writes a line of its own about a failure to the log. */
export function logFailure(ctx: TellingContext, text: string, settings?: NoticeSettings): void {
  const { action, handler } = ctx.error;
  const stack = settings?.stack ? { stack: ctx.bot.work.describe(ctx.thrown) } : {};
  ctx.bot.log.error({ handler, event: ctx.eventId, action, ...stack }, text);
}

function contentOf({ bot, thrown }: TellingContext, text: string, settings?: NoticeSettings): MessageContent {
  if (!settings?.stack) return { content: shortened(text, MAXIMUM_CONTENT) };
  const head = `${text}\n\`\`\`\n`;
  const tail = "\n```";
  const room = Math.max(0, MAXIMUM_CONTENT - head.length - tail.length);
  const stack = shortened(bot.work.describe(thrown).replaceAll("```", "'''"), room);
  return { content: shortened(`${head}${stack}${tail}`, MAXIMUM_CONTENT) };
}

function shortened(text: string, maximum: number): string {
  return text.length <= maximum ? text : `${text.slice(0, Math.max(0, maximum - 3))}...`;
}
