import { ChannelType, MessageType } from "discord-api-types/v10";
import type { GuildState } from "../../world/guild-state.ts";
import { createMessage } from "../../world/messages.ts";
import type { Channel, Fields } from "../../world/model.ts";
import { DiscordError } from "../discord-error.ts";
import { channelOf, guildOf, messageOf, requireInChannel, userOf } from "../lookup.ts";
import { asMessageBody, attachmentsOf, refuseEmpty, refuseFaulty } from "../message-body.ts";
import { noContent, ok, type RestContext, type RestResult, type Route, route } from "../route.ts";

const FORUMS: ReadonlySet<number> = new Set([ChannelType.GuildForum, ChannelType.GuildMedia]);
const DEFAULT_ARCHIVE = 4_320 /* minutes */;

/** Threads: their creation and their members. */
export const threadRoutes: Route[] = [
  route("POST /channels/{channel_id}/messages/{message_id}/threads", createFromMessage),
  route("POST /channels/{channel_id}/threads", create),
  route("GET /guilds/{guild_id}/threads/active", active),
  route("GET /channels/{channel_id}/thread-members", (context) => ok(membersOf(threadOf(context)))),
  route("PUT /channels/{channel_id}/thread-members/@me", (context) => join(context, context.world.bot.id)),
  route("DELETE /channels/{channel_id}/thread-members/@me", (context) =>
    leave(context, context.world.bot.id),
  ),
  route("PUT /channels/{channel_id}/thread-members/{user_id}", (context) =>
    join(context, userOf(context).id),
  ),
  route("DELETE /channels/{channel_id}/thread-members/{user_id}", (context) =>
    leave(context, userOf(context).id),
  ),
];

function createFromMessage(context: RestContext): RestResult {
  const parent = channelOf(context);
  const message = messageOf(context, parent);
  requireInChannel(context, parent, "CreatePublicThreads");
  if (message["thread"]) throw new DiscordError("threadExists");
  // The thread of a message has the message's id.
  const thread = open(context, parent, message.id, ChannelType.PublicThread);
  message["thread"] = thread;
  return { status: 201, body: thread };
}

function create(context: RestContext): RestResult {
  const parent = channelOf(context);
  if (FORUMS.has(parent.type)) return createPost(context, parent);
  const type = Number(context.body["type"] ?? ChannelType.PrivateThread);
  requireInChannel(
    context,
    parent,
    type === ChannelType.PrivateThread ? "CreatePrivateThreads" : "CreatePublicThreads",
  );
  const thread = open(context, parent, context.world.ids.next(), type);
  if (type !== ChannelType.PrivateThread) announce(context, parent, thread);
  return { status: 201, body: thread };
}

/** A post in a forum: a thread with its first message. */
function createPost(context: RestContext, forum: Channel): RestResult {
  requireInChannel(context, forum, "SendMessages");
  const body = asMessageBody((context.body["message"] ?? {}) as Fields);
  refuseFaulty(body, ["message"]);
  refuseEmpty(body, context.files);
  const id = context.world.ids.next();
  const thread = open(context, forum, id, ChannelType.PublicThread);
  thread["applied_tags"] = context.body["applied_tags"] ?? [];
  const message = createMessage(context.world, {
    channel: thread,
    author: context.world.bot,
    content: body.content,
    embeds: body.embeds,
    components: body.components,
    attachments: attachmentsOf(context, id, body),
    flags: body.flags ?? 0,
  });
  return { status: 201, body: { ...thread, message } };
}

function open(context: RestContext, parent: Channel, id: string, type: number): Channel {
  const { world, body } = context;
  const guild = world.guildOf(parent);
  if (!guild) throw new DiscordError("wrongChannelType");
  const now = new Date().toISOString();
  const thread: Channel = {
    id,
    type,
    guild_id: guild.id,
    parent_id: parent.id,
    owner_id: world.bot.id,
    name: String(body["name"]),
    last_message_id: null,
    rate_limit_per_user: body["rate_limit_per_user"] ?? 0,
    flags: 0,
    message_count: 0,
    total_message_sent: 0,
    member_count: 1,
    thread_metadata: {
      archived: false,
      locked: false,
      auto_archive_duration: body["auto_archive_duration"] ?? DEFAULT_ARCHIVE,
      archive_timestamp: now,
      create_timestamp: now,
      ...(type === ChannelType.PrivateThread ? { invitable: body["invitable"] ?? true } : {}),
    },
  };
  enter(context, guild, thread);
  return thread;
}

function enter({ world }: RestContext, guild: GuildState, thread: Channel): void {
  guild.threads.set(thread.id, thread);
  world.channels.set(thread.id, thread);
  thread["member"] = threadMember(thread.id, world.bot.id);
  world.threadMembers.set(thread.id, new Set([world.bot.id]));
  world.dispatch("THREAD_CREATE", { ...thread, newly_created: true }, { guildId: guild.id });
}

/** The system message that tells of a thread in its parent channel. */
function announce({ world }: RestContext, parent: Channel, thread: Channel): void {
  const reference = { type: 0, channel_id: thread.id, guild_id: thread.guild_id };
  createMessage(world, {
    channel: parent,
    author: world.bot,
    content: thread.name,
    type: MessageType.ThreadCreated,
    extra: { message_reference: reference },
  });
}

function active(context: RestContext): RestResult {
  const guild = guildOf(context);
  const threads = [...guild.threads.values()].filter((thread) => !thread.thread_metadata?.archived);
  const joined = threads.filter((thread) =>
    context.world.threadMembers.get(thread.id)?.has(context.world.bot.id),
  );
  return ok({ threads, members: joined.map((thread) => threadMember(thread.id, context.world.bot.id)) });
}

function threadOf(context: RestContext): { thread: Channel; members: Set<string> } {
  const thread = channelOf(context);
  const members = context.world.threadMembers.get(thread.id);
  if (!members) throw new DiscordError("wrongChannelType");
  return { thread, members };
}

function membersOf({ thread, members }: { thread: Channel; members: Set<string> }): Fields[] {
  return [...members].map((userId) => threadMember(thread.id, userId));
}

function join(context: RestContext, userId: string): RestResult {
  const { thread, members } = threadOf(context);
  const guild = context.world.guildOf(thread);
  if (!guild?.members.has(userId)) throw new DiscordError("unknownMember");
  members.add(userId);
  tellMembers(context, thread, { added_members: [threadMember(thread.id, userId)] });
  return noContent();
}

function leave(context: RestContext, userId: string): RestResult {
  const { thread, members } = threadOf(context);
  if (userId !== context.world.bot.id) requireInChannel(context, thread, "ManageThreads");
  if (!members.delete(userId)) throw new DiscordError("unknownMember");
  tellMembers(context, thread, { removed_member_ids: [userId] });
  return noContent();
}

function tellMembers({ world }: RestContext, thread: Channel, change: Fields): void {
  thread["member_count"] = Math.min(50, world.threadMembers.get(thread.id)?.size ?? 0);
  const data = { id: thread.id, guild_id: thread.guild_id, member_count: thread["member_count"], ...change };
  world.dispatch("THREAD_MEMBERS_UPDATE", data, { guildId: thread.guild_id });
}

function threadMember(threadId: string, userId: string): Fields {
  return { id: threadId, user_id: userId, join_timestamp: new Date().toISOString(), flags: 0 };
}
