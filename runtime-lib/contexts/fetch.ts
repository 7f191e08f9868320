import { DiscordAPIError } from "@discordjs/rest";
import { Routes } from "discord-api-types/v10";
import type { Bot } from "../bot/bot.ts";
import { cached } from "../cache/cached.ts";
import { memberKey, messageKey, userKey } from "../cache/keys.ts";
import type { Member, Message, User } from "../types.ts";
import type { MessageReference } from "./message-context.ts";

/** Asks Discord for a message; undefined when there is none any more, or the bot may not see it. */
export function fetchMessage(bot: Bot, { channel_id, id }: MessageReference): Promise<Message | undefined> {
  const route = Routes.channelMessage(channel_id, id);
  return orNothing(cached(bot, messageKey(channel_id, id), () => bot.rest.get(route) as Promise<Message>));
}

/** Asks Discord for an account; undefined when there is none any more. */
export function fetchUser(bot: Bot, id: string): Promise<User | undefined> {
  return orNothing(cached(bot, userKey(id), () => bot.rest.get(Routes.user(id)) as Promise<User>));
}

/** Asks Discord for a member of a guild; undefined when there is none any more. */
export function fetchMember(bot: Bot, guildId: string, userId: string): Promise<Member | undefined> {
  const route = Routes.guildMember(guildId, userId);
  const member = async () => ({ ...((await bot.rest.get(route)) as Member), guild_id: guildId });
  return orNothing(cached(bot, memberKey(guildId, userId), member));
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
