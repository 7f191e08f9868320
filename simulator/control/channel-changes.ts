import { randomBytes } from "node:crypto";
import { SimulatorError } from "../errors.ts";
import type { ChannelSeed } from "../seeds.ts";
import { buildChannel, isThread } from "../world/build.ts";
import type { GuildState } from "../world/guild-state.ts";
import { deleteMessage, editMessage } from "../world/messages.ts";
import type { Channel, Embed, Fields, Invite, Message, Webhook } from "../world/model.ts";
import { clearReactions } from "../world/reactions.ts";
import type { World } from "../world/world.ts";
import type { Place, UserRef } from "./control.ts";
import { guildById, sceneOf } from "./place.ts";
import type { InviteCall, ThreadCall, WebhookCall, WorldControl } from "./world-control.ts";

/** Changes of channels, threads, invites and messages. */
export function channelChanges(world: World) {
  const message = (channelId: string, id: string) => messageOf(world, channelId, id);
  return {
    createChannel: async (guildId, seed) => createChannel(world, guildById(world, guildId), seed),
    updateChannel: async (channelId, change) => updateChannel(world, channelOf(world, channelId), change),
    deleteChannel: async (channelId) => deleteChannel(world, channelOf(world, channelId)),
    openThread: async (call) => openThread(world, call),
    updateThreadMember: async (threadId) => updateThreadMember(world, channelOf(world, threadId)),
    createInvite: async (call) => createInvite(world, call),
    createWebhook: async (call) => createWebhook(world, call),
    deleteInvite: async (code) => deleteInvite(world, code),
    startTyping: async (call) => startTyping(world, call),
    editMessage: async (channelId, id, content) =>
      void editMessage(world, message(channelId, id), { content }),
    resolveEmbeds: async (channelId, id, embeds) =>
      resolveEmbeds(world, message(channelId, id), embeds as Embed[]),
    pinMessage: async (channelId, id) => pin(world, message(channelId, id)),
    deleteMessage: async (channelId, id) => deleteMessage(world, message(channelId, id)),
    deleteMessages: async (channelId, ids) => deleteMessages(world, channelOf(world, channelId), ids),
    clearReactions: async (channelId, id) => clearReactions(world, message(channelId, id)),
  } satisfies Partial<WorldControl>;
}

function createChannel(world: World, guild: GuildState, seed: ChannelSeed): Channel {
  const id = seed.id ?? world.ids.next();
  const channel = buildChannel(id, guild.id, { position: guild.channels.size, ...seed }, world.bot.id);
  guild.channels.set(id, channel);
  world.channels.set(id, channel);
  world.dispatch("CHANNEL_CREATE", channel, { guildId: guild.id });
  return channel;
}

function updateChannel(world: World, channel: Channel, change: Fields): void {
  const { archived, locked, ...fields } = change;
  Object.assign(channel, fields);
  if (!isThread(channel.type)) {
    world.dispatch("CHANNEL_UPDATE", channel, { guildId: channel.guild_id });
    return;
  }
  const state = { archived, locked };
  const given = Object.fromEntries(Object.entries(state).filter(([, value]) => value !== undefined));
  channel.thread_metadata = { archived: false, locked: false, ...channel.thread_metadata, ...given };
  world.dispatch("THREAD_UPDATE", channel, { guildId: channel.guild_id });
}

/** Of a thread Discord still says what it was and where; of a channel everything. */
function deleteChannel(world: World, channel: Channel): void {
  const guild = world.guildOf(channel);
  guild?.channels.delete(channel.id);
  guild?.threads.delete(channel.id);
  world.forgetChannel(channel.id);
  const { id, guild_id, parent_id, type } = channel;
  if (isThread(type))
    world.dispatch("THREAD_DELETE", { id, guild_id, parent_id, type }, { guildId: guild_id });
  else world.dispatch("CHANNEL_DELETE", channel, { guildId: guild_id });
}

function openThread(world: World, call: ThreadCall): Channel {
  const { user, channel: parent, guild } = sceneOf(world, call, call.owner);
  if (!guild) throw new SimulatorError("bad_request", "direct messages have no threads");
  const now = new Date().toISOString();
  const thread: Channel = {
    id: world.ids.next(),
    type: call.type ?? 11,
    guild_id: guild.id,
    parent_id: parent.id,
    owner_id: user.id,
    name: call.name,
    last_message_id: null,
    rate_limit_per_user: 0,
    flags: 0,
    message_count: 0,
    total_message_sent: 0,
    member_count: 1,
    thread_metadata: {
      archived: false,
      locked: false,
      auto_archive_duration: 4_320 /* minutes */,
      archive_timestamp: now,
      create_timestamp: now,
    },
  };
  guild.threads.set(thread.id, thread);
  world.channels.set(thread.id, thread);
  world.threadMembers.set(thread.id, new Set([user.id]));
  world.dispatch("THREAD_CREATE", { ...thread, newly_created: true }, { guildId: guild.id });
  return thread;
}

function updateThreadMember(world: World, thread: Channel): void {
  world.threadMembers.get(thread.id)?.add(world.bot.id);
  const member = { id: thread.id, user_id: world.bot.id, join_timestamp: new Date().toISOString(), flags: 1 };
  const data = { ...member, guild_id: thread.guild_id };
  world.dispatch("THREAD_MEMBER_UPDATE", data, { guildId: thread.guild_id });
}

function createInvite(world: World, call: InviteCall): Invite {
  const { user, channel, guild } = sceneOf(world, call, call.inviter);
  const about = {
    code: randomBytes(6).toString("base64url"),
    created_at: new Date().toISOString(),
    inviter: user,
    max_age: call.maxAge ?? 86_400 /* s */,
    max_uses: call.maxUses ?? 0,
    temporary: false,
    type: 0,
    uses: 0,
  };
  const place = guild ? { guild_id: guild.id } : {};
  const invite: Invite = { ...about, ...place, channel: { id: channel.id } };
  world.invites.set(invite.code, invite);
  world.dispatch("INVITE_CREATE", { ...about, ...place, channel_id: channel.id }, { guildId: guild?.id });
  return invite;
}

function createWebhook(world: World, { channelId, id, token, name }: WebhookCall): Webhook {
  const channel = channelOf(world, channelId);
  const webhook: Webhook = {
    id: id ?? world.ids.next(),
    type: 1,
    channel_id: channel.id,
    ...(channel.guild_id ? { guild_id: channel.guild_id } : {}),
    name: name ?? "webhook",
    avatar: null,
    token: token ?? randomBytes(51).toString("base64url"),
    application_id: null,
  };
  world.webhooks.set(webhook.id, webhook);
  return webhook;
}

function deleteInvite(world: World, code: string): void {
  const invite = world.invites.get(code);
  if (!invite) throw new SimulatorError("bad_request", `no invite ${code}`);
  world.invites.delete(code);
  const { guild_id } = invite;
  const data = { channel_id: invite.channel.id, code, ...(guild_id ? { guild_id } : {}) };
  world.dispatch("INVITE_DELETE", data, { guildId: guild_id });
}

function startTyping(world: World, call: Place & { user?: UserRef }): void {
  const { user, channel, guild } = sceneOf(world, call, call.user);
  const timestamp = Math.floor(Date.now() / 1_000) /* s */;
  const inGuild = guild ? { guild_id: guild.id, member: guild.members.get(user.id) } : {};
  const data = { channel_id: channel.id, user_id: user.id, timestamp, ...inGuild };
  world.dispatch("TYPING_START", data, { guildId: guild?.id });
}

function resolveEmbeds(world: World, message: Message, embeds: Embed[]): void {
  message.embeds = embeds;
  const guildId = world.channels.get(message.channel_id)?.guild_id;
  const place = { id: message.id, channel_id: message.channel_id, ...(guildId ? { guild_id: guildId } : {}) };
  world.dispatch("MESSAGE_UPDATE", { ...place, embeds }, { guildId });
}

function pin(world: World, message: Message): void {
  editMessage(world, message, { pinned: true });
  const guildId = world.channels.get(message.channel_id)?.guild_id;
  const data = { channel_id: message.channel_id, last_pin_timestamp: new Date().toISOString() };
  world.dispatch("CHANNEL_PINS_UPDATE", guildId ? { ...data, guild_id: guildId } : data, { guildId });
}

function deleteMessages(world: World, channel: Channel, ids: string[]): void {
  for (const id of ids) world.messagesOf(channel.id).delete(id);
  const data = { ids, channel_id: channel.id, guild_id: channel.guild_id };
  world.dispatch("MESSAGE_DELETE_BULK", data, { guildId: channel.guild_id });
}

function channelOf(world: World, id: string): Channel {
  const channel = world.channels.get(id);
  if (!channel) throw new SimulatorError("unknown_channel", `no channel ${id}`);
  return channel;
}

function messageOf(world: World, channelId: string, id: string): Message {
  const message = world.messagesOf(channelId).get(id);
  if (!message) throw new SimulatorError("unknown_message", `no message ${id} in channel ${channelId}`);
  return message;
}
