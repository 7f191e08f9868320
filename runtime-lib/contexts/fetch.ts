import { DiscordAPIError } from "@discordjs/rest";
import { Routes } from "discord-api-types/v10";
import type { Bot } from "../bot/bot.ts";
import type { Message, User } from "../types.ts";
import type { MessageReference } from "./message-context.ts";

/** Asks Discord for a message; undefined when there is none any more, or the bot may not see it. */
export function fetchMessage(bot: Bot, { channel_id, id }: MessageReference): Promise<Message | undefined> {
  return orNothing(bot.rest.get(Routes.channelMessage(channel_id, id)) as Promise<Message>);
}

/** Asks Discord for an account; undefined when there is none any more. */
export function fetchUser(bot: Bot, id: string): Promise<User | undefined> {
  return orNothing(bot.rest.get(Routes.user(id)) as Promise<User>);
}

const FORBIDDEN = 403;
const NOT_FOUND = 404;

async function orNothing<T>(request: Promise<T>): Promise<T | undefined> {
  try {
    return await request;
  } catch (error) {
    const gone = error instanceof DiscordAPIError && [FORBIDDEN, NOT_FOUND].includes(error.status);
    if (gone) return undefined;
    throw error;
  }
}
