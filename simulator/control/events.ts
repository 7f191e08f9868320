import { SimulatorError } from "../errors.ts";
import type { Gateway } from "../gateway/gateway.ts";
import type { GuildSeed, MemberSeed } from "../seeds.ts";
import { placeMember } from "../world/build-guild.ts";
import type { GuildState } from "../world/guild-state.ts";
import { createMessage } from "../world/messages.ts";
import type { Attachment, Component, Embed, Fields, Member, Message } from "../world/model.ts";
import { addReaction, parseEmoji, removeReaction } from "../world/reactions.ts";
import type { World } from "../world/world.ts";
import type { MessageCall, ReactCall } from "./control.ts";
import { guildById, sceneOf } from "./place.ts";

/** The bot is invited to a guild, or (a known one) its outage ends. Each session gets the members that its intents let it see. */
export function addGuild(world: World, gateway: Gateway, seed: GuildSeed): Fields & { id: string } {
  const known = world.guilds.get(seed.id ?? "");
  if (known && !known.unavailable)
    throw new SimulatorError("bad_request", `the bot is in guild ${known.id} already`);
  if (known) known.unavailable = false;
  const guild = known ?? world.addGuild(seed);
  if (!guild.unavailable) gateway.announce(guild);
  const lists = { channels: [...guild.channels.values()], members: [...guild.members.values()] };
  return { ...guild.toRest(), ...lists, id: guild.id };
}

/** GUILD_DELETE, with `unavailable` for an outage. */
export function removeGuild(world: World, guildId: string, unavailable: boolean): void {
  const guild = guildById(world, guildId);
  world.dispatch("GUILD_DELETE", { id: guild.id, ...(unavailable ? { unavailable } : {}) }, { guildId });
  if (unavailable) guild.unavailable = true;
  else world.removeGuild(guild);
}

/** GUILD_MEMBER_ADD for a new member. */
export function joinMember(world: World, guildId: string, seed: MemberSeed): Member {
  const member = placeMember(world, guildById(world, guildId), seed);
  world.dispatch("GUILD_MEMBER_ADD", { ...member, guild_id: guildId }, { guildId });
  return member;
}

/** GUILD_MEMBER_REMOVE for a member; throws `unknown_member`. */
export function leaveMember(world: World, guildId: string, userId: string): void {
  const { user } = dropMember(guildById(world, guildId), userId);
  world.dispatch("GUILD_MEMBER_REMOVE", { guild_id: guildId, user }, { guildId });
}

/** Takes a member out without an event; throws `unknown_member`. */
export function dropMember(guild: GuildState, userId: string): Member {
  const member = guild.members.get(userId);
  if (!member) throw new SimulatorError("unknown_member", `no member ${userId} in guild ${guild.id}`);
  guild.members.delete(userId);
  guild.presences.delete(userId);
  guild.voiceStates.delete(userId);
  return member;
}

/** A user's message. */
export function sendMessage(world: World, call: MessageCall): Message {
  const { user, channel } = sceneOf(world, call, call.author);
  const reply = call.replyTo ? messageById(world, channel.id, call.replyTo) : undefined;
  return createMessage(world, {
    channel,
    author: user,
    content: call.content,
    embeds: call.embeds as Embed[] | undefined,
    components: call.components as Component[] | undefined,
    attachments: call.attachments?.map((attachment) => attachmentOf(world, channel.id, attachment)),
    reply,
    type: call.type,
    flags: call.flags,
    age: call.age,
    pinned: call.pinned,
  });
}

/** A user's reaction, or its removal. */
export function react(world: World, call: ReactCall): void {
  const { user, channel } = sceneOf(world, call, call.user);
  const message = messageById(world, channel.id, call.messageId);
  if (call.remove) removeReaction(world, message, user, parseEmoji(call.emoji));
  else addReaction(world, message, user, parseEmoji(call.emoji));
}

function messageById(world: World, channelId: string, id: string): Message {
  const message = world.messagesOf(channelId).get(id);
  if (!message) throw new SimulatorError("unknown_message", `no message ${id} in channel ${channelId}`);
  return message;
}

function attachmentOf(
  world: World,
  channelId: string,
  given: NonNullable<MessageCall["attachments"]>[number],
): Attachment {
  const id = world.ids.next();
  const url = given.url ?? `https://cdn.discordapp.com/attachments/${channelId}/${id}/${given.filename}`;
  const type = given.contentType ?? "application/octet-stream";
  return {
    id,
    filename: given.filename,
    size: given.size ?? 1_024 /* bytes */,
    url,
    proxy_url: url,
    content_type: type,
  };
}
