import type { RouteLike } from "@discordjs/rest";
import { Routes } from "discord-api-types/v10";
import type { Bot } from "../bot/bot.ts";
import { cached } from "../cache/cached.ts";
import { guildChannelsKey, guildRolesKey } from "../cache/keys.ts";
import type { Context } from "../contexts/context.ts";
import { FurlowError } from "../errors/errors.ts";
import { readReference } from "./references.ts";

/** A context that may know a guild in which names are looked up. */
export type GuildContext = Context & { readonly guildId?: string | undefined };

/** The id of a channel given by its id, mention, object, or name in the guild. Throws E3003. */
export async function channelIdIn(ctx: GuildContext, value: unknown): Promise<string> {
  const read = readReference(value, "channel");
  return "id" in read ? read.id : findChannel(ctx, read.name);
}

/** The ids of roles; a list means several. Throws E3003. */
export async function roleIdsIn(ctx: GuildContext, value: unknown): Promise<string[]> {
  const values = Array.isArray(value) ? value : [value];
  return await Promise.all(
    values.map(async (each) => {
      const read = readReference(each, "role");
      return "id" in read ? read.id : await findRole(ctx, read.name);
    }),
  );
}

/** The channel of that name in the guild; `#` before it is allowed. */
async function findChannel(ctx: GuildContext, name: string): Promise<string> {
  const { bot, guildId } = ctx;
  if (guildId === undefined) throw new FurlowError("E3003", `"${name}" is not a channel's id`);
  const wanted = name.replace(/^#/, "");
  const id = await findNamed(bot, wanted, guildChannelsKey(guildId), Routes.guildChannels(guildId));
  if (id === undefined) throw new FurlowError("E3003", `There is no channel named "${wanted}"`);
  return id;
}

async function findRole(ctx: GuildContext, name: string): Promise<string> {
  const { bot, guildId } = ctx;
  if (guildId === undefined) throw new FurlowError("E3003", `"${name}" is not a role's id`);
  const wanted = name.replace(/^@/, "");
  const id = await findNamed(bot, wanted, guildRolesKey(guildId), Routes.guildRoles(guildId));
  if (id === undefined) throw new FurlowError("E3003", `There is no role named "${wanted}"`);
  return id;
}

/** What a name is looked up in: a guild may have hundreds of them, and each has much more to it. */
interface Named {
  readonly id: string;
  readonly name?: string | null;
}

/** The id of what has a name in the list that a route gives; undefined when nothing has. */
async function findNamed(
  bot: Bot,
  wanted: string,
  key: string,
  route: RouteLike,
): Promise<string | undefined> {
  let isNew = false;
  const load = async () => {
    isNew = true;
    return ((await bot.rest.get(route)) as Named[]).map(({ id, name }) => ({ id, name }));
  };
  const find = async () => (await cached(bot, key, load)).find(({ name }) => name === wanted)?.id;
  const id = await find();
  if (id !== undefined || isNew) return id;
  // The bot may have the name from someone who has just made what is called so.
  bot.cache?.drop([key]);
  return await find();
}
