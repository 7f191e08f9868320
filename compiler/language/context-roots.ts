import { type Type, types } from "../expression/types.ts";
import type { RootDefinition, Roots } from "./event.ts";

const id = types.string;

/** A guild from the cache. */
export const cachedGuild = types.entity("guild", { cache: "guilds" });

/** Roots of every context. */
export const baseRoots = {
  now: { type: types.date },
  random: { type: types.number },
  client: { type: types.entity("client"), aliases: ["bot"] },
  shard: { type: types.entity("shard") },
  guild_count: {
    type: types.number,
    property: "guildCount",
    aliases: ["guildCount"],
    caches: { guilds: [] },
  },
  guilds: { type: types.list(cachedGuild), caches: { guilds: [] } },
} as const satisfies Roots;

/** A channel from the cache; where it is not there, as in direct messages, its id. */
export const cachedChannel = types.entity("channel", { cache: "channels", partial: true });

/** A member from the cache. */
export const cachedMember = types.entity("member", { cache: "members" });

/** The member that an event concerns and does not bring along. */
export const memberFromCache = {
  type: types.optional(cachedMember),
  intents: ["guild_members"],
} as const satisfies RootDefinition;

/** The same where Discord is asked for a member that the cache does not have. */
export const loadedMember = {
  ...memberFromCache,
  property: "loadMember",
  awaits: true,
} as const satisfies RootDefinition;

/** An account of which only the id was sent, with what the cache of members knows of it. */
export const cachedUser = types.entity("user", { cache: "members.user", partial: true });

function guildRoot(type: typeof id | ReturnType<typeof types.optional>): RootDefinition {
  return {
    type: types.optional(cachedGuild),
    shortcuts: { id: { type, property: "guildId" } },
  };
}

/** The guild of an event, when it happened in one; its id comes from the event itself. */
export const guildRoots = {
  guild: guildRoot(types.optional(id)),
  guildId: { type: types.optional(id), aliases: ["guild_id"] },
} as const satisfies Roots;

/** The guild of an event that only happens in guilds. */
export const inGuildRoots = {
  guild: guildRoot(id),
  guildId: { type: id, aliases: ["guild_id"] },
} as const satisfies Roots;

/** The channel of an event, of which the event says the id. */
export const channelRoots = {
  channel: {
    type: cachedChannel,
    shortcuts: { id: { type: id, property: "channelId" } },
  },
  channelId: { type: id, aliases: ["channel_id"] },
} as const satisfies Roots;

/** The same for what may have no channel. */
export const optionalChannelRoots = {
  channel: {
    type: types.optional(cachedChannel),
    shortcuts: { id: { type: types.optional(id), property: "channelId" } },
  },
  channelId: { type: types.optional(id), aliases: ["channel_id"] },
} as const satisfies Roots;

/** A message of which only the place was sent: reading more of it asks Discord for it. */
export const messageRoots = {
  message: {
    type: types.optional(types.entity("message")),
    property: "loadMessage",
    awaits: true,
    known: { property: "messageReference", fields: ["id", "channel_id", "guild_id"] },
  },
  messageId: { type: id, aliases: ["message_id"] },
} as const satisfies Roots;

/** An account of which sometimes only the id was sent: reading more of it then asks Discord for it. */
export const loadedUserRoots = {
  user: {
    type: types.optional(types.entity("user")),
    property: "loadUser",
    awaits: true,
    known: { property: "userReference", fields: ["id"] },
  },
  userId: { type: id, aliases: ["user_id"] },
} as const satisfies Roots;

/** Who did it, or whom it happened to. */
export const userRoots = {
  user: { type: types.entity("user") },
  userId: { type: id, aliases: ["user_id"] },
} as const satisfies Roots;

/** The same where only the id was sent. */
export const userIdRoots = {
  user: { type: cachedUser, shortcuts: { id: { type: id, property: "userId" } } },
  userId: { type: id, aliases: ["user_id"] },
} as const satisfies Roots;

/** Roots of everything that answers an interaction. */
export const interactionRoots = {
  ...baseRoots,
  ...userRoots,
  ...guildRoots,
  channel: { type: types.entity("channel"), shortcuts: channelRoots.channel.shortcuts },
  channelId: channelRoots.channelId,
  member: { type: types.optional(types.entity("member")) },
  interaction: { type: types.entity("interaction") },
  /** Those of the command; which one is not known in general, so their types are not either. */
  options: { type: types.map({}, types.unknown) },
} as const satisfies Roots;

const { options: _, ...withoutOptions } = interactionRoots;

/** Roots of every component that was used. */
export const componentRoots = {
  ...withoutOptions,
  custom_id: { type: types.string, property: "customId" },
  component_type: { type: types.string, property: "componentType" },
  message: { type: types.optional(types.entity("message")), whole: true },
  messageId: { type: types.optional(id), aliases: ["message_id"] },
} as const satisfies Roots;

/** Roots of what stands in a message: that message is always there. */
export const messageComponentRoots = {
  ...componentRoots,
  message: { type: types.entity("message"), whole: true },
  messageId: { type: id, aliases: ["message_id"] },
} as const satisfies Roots;

/** What was chosen in a select menu. */
export const chosenRoots = {
  values: { type: types.list(types.string), aliases: ["selected"] },
} as const satisfies Roots;

/** What was filled in to a modal: texts by the ids of its inputs, where those are known. */
export function filledRoots(fields: Type): Roots {
  return { fields: { type: fields, aliases: ["modal_values"] } };
}

/** What the fields of a modal are where nothing is known of it. */
export const anyFields = types.map({}, types.optional(types.string));
