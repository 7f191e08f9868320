import { type APIChannel, type APIRole, Routes } from "discord-api-types/v10";
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
  const channels = await cached(bot, guildChannelsKey(guildId), async () =>
    named((await bot.rest.get(Routes.guildChannels(guildId))) as APIChannel[]),
  );
  const wanted = name.replace(/^#/, "");
  const found = channels.find((channel) => channel.name === wanted);
  if (found === undefined) throw new FurlowError("E3003", `There is no channel named "${wanted}"`);
  return found.id;
}

async function findRole(ctx: GuildContext, name: string): Promise<string> {
  const { bot, guildId } = ctx;
  if (guildId === undefined) throw new FurlowError("E3003", `"${name}" is not a role's id`);
  const roles = await cached(bot, guildRolesKey(guildId), async () =>
    named((await bot.rest.get(Routes.guildRoles(guildId))) as APIRole[]),
  );
  const wanted = name.replace(/^@/, "");
  const found = roles.find((role) => role.name === wanted);
  if (found === undefined) throw new FurlowError("E3003", `There is no role named "${wanted}"`);
  return found.id;
}

/** What a name is looked up in: a guild may have hundreds of them, and each has much more to it. */
function named(all: readonly { readonly id: string; readonly name?: string | null }[]) {
  return all.map(({ id, name }) => ({ id, name }));
}
