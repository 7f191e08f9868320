import { ChannelType } from "discord-api-types/v10";
import { SimulatorError } from "../errors.ts";
import { placeMember } from "../world/build-guild.ts";
import type { GuildState } from "../world/guild-state.ts";
import type { Channel, User } from "../world/model.ts";
import type { World } from "../world/world.ts";
import type { Place, UserRef } from "./control.ts";

/** Who does something, and where, after defaults. */
export interface Scene {
  user: User;
  channel: Channel;
  /** Missing in direct messages. */
  guild: GuildState | undefined;
}

/** Fills in what a call leaves out. Throws for ids that are not known. */
export function sceneOf(world: World, place: Place, user: UserRef | undefined): Scene {
  const guild = place.dm ? undefined : guildOf(world, place);
  const actor = userOf(world, user, guild);
  if (place.dm) return { user: actor, channel: world.dmChannel(actor), guild: undefined };
  return { user: actor, channel: channelOf(world, place, guild), guild };
}

/** The guild of an id; throws `unknown_guild`. */
export function guildById(world: World, id: string): GuildState {
  const guild = world.guilds.get(id);
  if (!guild) throw new SimulatorError("unknown_guild", `no guild ${id}`);
  return guild;
}

function guildOf(world: World, { guildId, channelId }: Place): GuildState | undefined {
  if (guildId) return guildById(world, guildId);
  if (!channelId) return world.guilds.values().next().value;
  const channel = world.channels.get(channelId);
  return channel && world.guildOf(channel);
}

function channelOf(world: World, { channelId }: Place, guild: GuildState | undefined): Channel {
  const channel = channelId ? world.channels.get(channelId) : guild && firstTextChannel(guild);
  if (!channel) throw new SimulatorError("unknown_channel", `no channel ${channelId ?? "to write in"}`);
  return channel;
}

function firstTextChannel(guild: GuildState): Channel | undefined {
  for (const channel of guild.channels.values()) if (channel.type === ChannelType.GuildText) return channel;
  return undefined;
}

function userOf(world: World, user: UserRef | undefined, guild: GuildState | undefined): User {
  if (user === undefined) return defaultUser(world, guild);
  if (typeof user === "string") {
    const known = world.users.get(user);
    if (!known) throw new SimulatorError("unknown_user", `no user ${user}`);
    return known;
  }
  const made = world.users.ensure(user);
  if (guild && !guild.members.has(made.id)) placeMember(world, guild, { ...user, id: made.id });
  return made;
}

function defaultUser(world: World, guild: GuildState | undefined): User {
  for (const { user } of guild?.members.values() ?? []) {
    if (!user.bot && user.id !== guild?.fields.owner_id) return user;
  }
  const made = world.users.ensure({ username: "tester", globalName: "Tester" });
  if (guild) placeMember(world, guild, { id: made.id });
  return made;
}
