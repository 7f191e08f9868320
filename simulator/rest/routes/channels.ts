import { ChannelType } from "discord-api-types/v10";
import { buildChannel, isThread } from "../../world/build.ts";
import type { Channel, Fields, Overwrite } from "../../world/model.ts";
import { DiscordError } from "../discord-error.ts";
import { channelOf, guildOf, requireInChannel, requireInGuild } from "../lookup.ts";
import { noContent, ok, param, type RestContext, type RestResult, type Route, route } from "../route.ts";

/** Channels and what may be done in them. */
export const channelRoutes: Route[] = [
  route("GET /channels/{channel_id}", (context) => ok(channelOf(context))),
  route("PATCH /channels/{channel_id}", edit),
  route("DELETE /channels/{channel_id}", remove),
  route("POST /channels/{channel_id}/typing", typing),
  route("PUT /channels/{channel_id}/permissions/{overwrite_id}", setOverwrite),
  route("DELETE /channels/{channel_id}/permissions/{overwrite_id}", removeOverwrite),
  route("GET /guilds/{guild_id}/channels", (context) => ok([...guildOf(context).channels.values()])),
  route("POST /guilds/{guild_id}/channels", create),
  route("PATCH /guilds/{guild_id}/channels", move),
];

function edit(context: RestContext): RestResult {
  const channel = channelOf(context);
  if (!channel.guild_id) throw new DiscordError("wrongChannelType");
  if (isThread(channel.type)) return editThread(context, channel);
  requireInChannel(context, channel, "ManageChannels");
  const { permission_overwrites: overwrites, ...fields } = context.body;
  Object.assign(channel, fields);
  if (Array.isArray(overwrites)) channel.permission_overwrites = overwrites.map(readOverwrite);
  context.world.dispatch("CHANNEL_UPDATE", channel, { guildId: channel.guild_id });
  return ok(channel);
}

function editThread(context: RestContext, thread: Channel): RestResult {
  const { archived, locked, invitable, auto_archive_duration, ...fields } = context.body;
  const owned = thread["owner_id"] === context.world.bot.id;
  if (!owned || locked !== undefined) requireInChannel(context, thread, "ManageThreads");
  const changes = { archived, locked, invitable, auto_archive_duration };
  const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
  Object.assign(thread, fields);
  const now = archived === undefined ? {} : { archive_timestamp: new Date().toISOString() };
  const metadata = thread.thread_metadata ?? { archived: false, locked: false };
  thread.thread_metadata = { ...metadata, ...given, ...now };
  context.world.dispatch("THREAD_UPDATE", thread, { guildId: thread.guild_id });
  return ok(thread);
}

function remove(context: RestContext): RestResult {
  const channel = channelOf(context);
  const { world } = context;
  const guild = world.guildOf(channel);
  if (!guild) return ok(channel);
  const thread = isThread(channel.type);
  requireInChannel(context, channel, thread ? "ManageThreads" : "ManageChannels");
  guild.channels.delete(channel.id);
  guild.threads.delete(channel.id);
  world.forgetChannel(channel.id);
  const { id, type, parent_id } = channel;
  const data = thread ? { id, type, parent_id, guild_id: guild.id } : channel;
  world.dispatch(thread ? "THREAD_DELETE" : "CHANNEL_DELETE", data, { guildId: guild.id });
  return ok(channel);
}

function typing(context: RestContext): RestResult {
  const channel = channelOf(context);
  requireInChannel(context, channel, "SendMessages");
  const guildId = channel.guild_id;
  const timestamp = Math.floor(Date.now() / 1_000) /* s */;
  const data = { channel_id: channel.id, user_id: context.world.bot.id, timestamp };
  context.world.dispatch("TYPING_START", guildId ? { ...data, guild_id: guildId } : data, { guildId });
  return noContent();
}

function setOverwrite(context: RestContext): RestResult {
  const channel = channelOf(context);
  requireInChannel(context, channel, "ManageRoles");
  const id = param(context, "overwrite_id");
  const others = (channel.permission_overwrites ?? []).filter((overwrite) => overwrite.id !== id);
  channel.permission_overwrites = [...others, readOverwrite({ ...context.body, id })];
  context.world.dispatch("CHANNEL_UPDATE", channel, { guildId: channel.guild_id });
  return noContent();
}

function removeOverwrite(context: RestContext): RestResult {
  const channel = channelOf(context);
  requireInChannel(context, channel, "ManageRoles");
  const id = param(context, "overwrite_id");
  const others = (channel.permission_overwrites ?? []).filter((overwrite) => overwrite.id !== id);
  if (others.length === channel.permission_overwrites?.length) throw new DiscordError("unknownOverwrite");
  channel.permission_overwrites = others;
  context.world.dispatch("CHANNEL_UPDATE", channel, { guildId: channel.guild_id });
  return noContent();
}

function readOverwrite(fields: Fields): Overwrite {
  const { id, type, allow, deny } = fields;
  return { id: String(id), type: Number(type ?? 0), allow: String(allow ?? "0"), deny: String(deny ?? "0") };
}

function create(context: RestContext): RestResult {
  const { world, body } = context;
  const guild = guildOf(context);
  requireInGuild(context, guild, "ManageChannels");
  const { name, type, permission_overwrites: overwrites, ...fields } = body;
  const position = guild.channels.size;
  const seed = { name: String(name), type: Number(type ?? ChannelType.GuildText), position };
  const channel = { ...buildChannel(world.ids.next(), guild.id, seed, world.bot.id), ...fields };
  if (Array.isArray(overwrites)) channel.permission_overwrites = overwrites.map(readOverwrite);
  guild.channels.set(channel.id, channel);
  world.channels.set(channel.id, channel);
  world.dispatch("CHANNEL_CREATE", channel, { guildId: guild.id });
  return { status: 201, body: channel };
}

function move(context: RestContext): RestResult {
  const guild = guildOf(context);
  requireInGuild(context, guild, "ManageChannels");
  for (const { id, position, parent_id: parent } of context.list) {
    const channel = guild.channels.get(String(id));
    if (!channel) continue;
    if (typeof position === "number") channel.position = position;
    if (parent !== undefined) channel.parent_id = parent as string | null;
    context.world.dispatch("CHANNEL_UPDATE", channel, { guildId: guild.id });
  }
  return noContent();
}
