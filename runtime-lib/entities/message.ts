import type { Context } from "../contexts/context.ts";
import type { CachedChannel, CachedRole, Channel, Member, Message, Role, User } from "../types.ts";
import { ListView } from "./list-view.ts";
import { cachesOf, dateOf, guildIdOf } from "./lookup.ts";
import { nullSafe, nullSafeInContext } from "./present.ts";
import { userDisplayName } from "./user.ts";

export const editedAt = nullSafe(({ edited_timestamp }: Pick<Message, "edited_timestamp">) =>
  dateOf(edited_timestamp),
);

export const messageUrl = nullSafe(
  (message: Pick<Message, "id" | "channel_id" | "guild_id">) =>
    `https://discord.com/channels/${message.guild_id ?? "@me"}/${message.channel_id}/${message.id}`,
);

/** Who sent a message, as a member; events send it along, answers to requests do not. */
export const messageMember = nullSafe(
  ({ member, author, guild_id }: Pick<Message, "member" | "author" | "guild_id">): Member | undefined =>
    member === undefined ? undefined : { ...member, user: author, guild_id },
  "author",
);

export const messageFlags = nullSafe(({ flags }: Pick<Message, "flags">) => Number(flags ?? 0));

export const messageComponents = nullSafe(({ components }: Pick<Message, "components">) => components ?? []);

export const messageStickers = nullSafe(
  ({ sticker_items }: Pick<Message, "sticker_items">) => sticker_items ?? [],
);

export const messageReactions = nullSafe(({ reactions }: Pick<Message, "reactions">) => reactions ?? []);

/** The ids of the users that a message mentions, as a list that also knows the users and roles. */
export class MentionIds extends ListView {
  readonly users: readonly User[];
  /** Those that the cache has not are there with their id. */
  readonly roles: readonly CachedRole[];
  readonly everyone: boolean;

  constructor(users: readonly User[], roles: readonly CachedRole[], everyone: boolean) {
    super();
    for (const { id } of users) this.push(id);
    this.users = users;
    this.roles = roles;
    this.everyone = everyone;
  }
}

type Mentions = Pick<Message, "mentions" | "mention_roles" | "guild_id"> & {
  readonly mention_everyone?: boolean;
};

export const messageMentions = nullSafeInContext(
  (ctx, message: Mentions) => {
    const guildId = guildIdOf(ctx, message);
    const roles = message.mention_roles.map((id) => cachesOf(ctx, guildId).roles?.get(guildId, id) ?? { id });
    return new MentionIds(message.mentions, roles, message.mention_everyone ?? false);
  },
  "mentions",
  "mention_roles",
);

type Text = Pick<Message, "content" | "mentions" | "guild_id">;

/** A message's text with names in place of mentions. */
export const cleanContent = nullSafeInContext(
  (ctx, message: Text) => message.content.replace(/<(@[!&]?|#)(\d+)>/g, nameOf(ctx, message)),
  "content",
  "mentions",
);

function nameOf(ctx: Context, message: Text) {
  const guildId = guildIdOf(ctx, message);
  const { roles, channels } = cachesOf(ctx, guildId);
  return (written: string, kind: string, id: string): string => {
    if (kind === "#") return prefixed("#", (channels?.get(guildId, id) as Named<Channel>)?.name, written);
    if (kind === "@&") return prefixed("@", (roles?.get(guildId, id) as Named<Role>)?.name, written);
    return prefixed("@", userDisplayName(message.mentions.find((user) => user.id === id)), written);
  };
}

type Named<Payload extends { name?: unknown }> =
  | ((CachedChannel | CachedRole) & Pick<Payload, "name">)
  | undefined;

function prefixed(prefix: string, name: string | null | undefined, otherwise: string): string {
  return name ? `${prefix}${name}` : otherwise;
}
