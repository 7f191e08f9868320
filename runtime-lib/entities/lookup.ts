import type { Context } from "../contexts/context.ts";

/** The guild of an entity that may say so itself; else the guild of the handler's event. */
export function guildIdOf(
  ctx: Context,
  entity: { readonly guild_id?: string | null | undefined },
): string | undefined {
  return entity.guild_id ?? (ctx as Context & { readonly guildId?: string }).guildId;
}

/** A date from Discord's text for one. */
export function dateOf(text: string | null | undefined): Date | undefined {
  return text ? new Date(text) : undefined;
}
