import { type APIChannel, type APIRole, Routes } from "discord-api-types/v10";
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
  if (ctx.guildId === undefined) throw new FurlowError("E3003", `"${name}" is not a channel's id`);
  const wanted = name.replace(/^#/, "");
  const channels = (await ctx.bot.rest.get(Routes.guildChannels(ctx.guildId))) as APIChannel[];
  const found = channels.find((channel) => channel.name === wanted);
  if (found === undefined) throw new FurlowError("E3003", `There is no channel named "${wanted}"`);
  return found.id;
}

async function findRole(ctx: GuildContext, name: string): Promise<string> {
  if (ctx.guildId === undefined) throw new FurlowError("E3003", `"${name}" is not a role's id`);
  const wanted = name.replace(/^@/, "");
  const roles = (await ctx.bot.rest.get(Routes.guildRoles(ctx.guildId))) as APIRole[];
  const found = roles.find((role) => role.name === wanted);
  if (found === undefined) throw new FurlowError("E3003", `There is no role named "${wanted}"`);
  return found.id;
}
