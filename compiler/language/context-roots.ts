import { types } from "../expression/types.ts";
import type { Roots } from "./event.ts";

const id = types.string;

/** Roots of every context. */
export const baseRoots = {
  now: { type: types.date },
  random: { type: types.number },
  client: { type: types.entity("client"), aliases: ["bot"] },
  shard: { type: types.entity("shard") },
} as const satisfies Roots;

/** The guild of an event, when it happened in one; its id comes from the event itself. */
export const guildRoots = {
  guild: {
    type: types.optional(types.entity("guild")),
    shortcuts: { id: { type: types.optional(id), property: "guildId" } },
  },
  guildId: { type: types.optional(id), aliases: ["guild_id"] },
} as const satisfies Roots;

export const channelRoots = {
  channel: {
    type: types.entity("channel"),
    shortcuts: { id: { type: id, property: "channelId" } },
  },
  channelId: { type: id, aliases: ["channel_id"] },
} as const satisfies Roots;

export const userRoots = {
  user: { type: types.entity("user") },
  userId: { type: id, aliases: ["user_id"] },
} as const satisfies Roots;

/** Roots of everything that answers an interaction. */
export const interactionRoots = {
  ...baseRoots,
  ...userRoots,
  ...guildRoots,
  ...channelRoots,
  member: { type: types.optional(types.entity("member")) },
  interaction: { type: types.entity("interaction") },
  /** Those of the command; which one is not known in general, so their types are not either. */
  options: { type: types.map({}, types.unknown) },
} as const satisfies Roots;
