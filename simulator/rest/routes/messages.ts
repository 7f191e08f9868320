import { ChannelType, PermissionFlagsBits } from "discord-api-types/v10";
import { createMessage, deleteMessage, editMessage, isEphemeral } from "../../world/messages.ts";
import type { Channel, Message } from "../../world/model.ts";
import { permissionsOf } from "../../world/permissions.ts";
import { snowflakeTime } from "../../world/snowflake.ts";
import { DiscordError, invalidField } from "../discord-error.ts";
import { can, channelOf, messageOf, requireInChannel } from "../lookup.ts";
import {
  asMessageBody,
  attachmentsOf,
  type MessageBody,
  messageChange,
  refuseEmpty,
  refuseFaulty,
} from "../message-body.ts";
import { noContent, ok, type RestContext, type RestResult, type Route, route } from "../route.ts";

const BASE = "/channels/{channel_id}/messages";
const TWO_WEEKS = 1_209_600_000 /* ms */;
const DEFAULT_PAGE = 50;

const TEXTLESS: ReadonlySet<number> = new Set([
  ChannelType.GuildCategory,
  ChannelType.GuildForum,
  ChannelType.GuildMedia,
  ChannelType.GuildDirectory,
]);

/** Messages of a channel. */
export const messageRoutes: Route[] = [
  route(`GET ${BASE}`, list),
  route(`POST ${BASE}`, create),
  route(`POST ${BASE}/bulk-delete`, bulkDelete),
  route(`GET ${BASE}/{message_id}`, (context) => ok(messageOf(context, readable(context)))),
  route(`PATCH ${BASE}/{message_id}`, edit),
  route(`DELETE ${BASE}/{message_id}`, remove),
  route(`POST ${BASE}/{message_id}/crosspost`, crosspost),
];

function readable(context: RestContext): Channel {
  const channel = channelOf(context);
  if (!can(context, channel, "ReadMessageHistory")) throw new DiscordError("missingPermissions");
  return channel;
}

function list(context: RestContext): RestResult {
  const channel = readable(context);
  const { query } = context;
  const limit = Number(query.get("limit") ?? DEFAULT_PAGE);
  const page = {
    before: query.get("before") ?? undefined,
    after: query.get("after") ?? undefined,
    around: query.get("around") ?? undefined,
    limit,
  };
  return ok(
    context.world
      .messagesOf(channel.id)
      .page(page)
      .filter((message) => !isEphemeral(message)),
  );
}

function create(context: RestContext): RestResult {
  const { world } = context;
  const channel = channelOf(context);
  const body = asMessageBody(context.body);
  refuseUnsendable(context, channel);
  refuseFaulty(body);
  refuseEmpty(body, context.files);
  const known = body.enforce_nonce ? sentWithNonce(context, body) : undefined;
  if (known) return ok(known);
  const message = createMessage(world, {
    channel,
    author: world.bot,
    content: body.content,
    embeds: body.embeds,
    components: body.components,
    attachments: attachmentsOf(context, channel.id, body),
    allowedMentions: body.allowed_mentions,
    flags: body.flags ?? 0,
    tts: body.tts ?? false,
    nonce: body.nonce ?? undefined,
    reply: replyTarget(context, channel, body),
    extra: body.poll ? { poll: body.poll } : undefined,
  });
  return ok(message);
}

function refuseUnsendable(context: RestContext, channel: Channel): void {
  if (TEXTLESS.has(channel.type)) throw new DiscordError("notATextChannel");
  const inThread = channel.thread_metadata !== undefined;
  requireInChannel(context, channel, inThread ? "SendMessagesInThreads" : "SendMessages");
  if (channel.thread_metadata?.locked && !can(context, channel, "ManageThreads"))
    throw new DiscordError("threadArchived");
  const [recipient] = channel.recipients ?? [];
  if (recipient && !context.world.users.takesDms(recipient.id)) throw new DiscordError("cannotDm");
}

/** The message that the same nonce already led to; clients retry with it after a lost answer. */
function sentWithNonce({ world }: RestContext, { nonce }: MessageBody): Message | undefined {
  const [channelId, messageId] = world.nonces.get(`${world.bot.id}:${nonce}`)?.split(":") ?? [];
  return channelId && messageId ? world.messagesOf(channelId).get(messageId) : undefined;
}

function replyTarget(context: RestContext, channel: Channel, body: MessageBody): Message | undefined {
  const reference = body.message_reference;
  if (!reference?.message_id || reference.type === 1) return undefined;
  const message = context.world.messagesOf(channel.id).get(reference.message_id);
  if (message || reference.fail_if_not_exists === false) return message;
  throw invalidField(["message_reference"], "REPLIES_UNKNOWN_MESSAGE", "Unknown message");
}

function edit(context: RestContext): RestResult {
  const channel = channelOf(context);
  const message = messageOf(context, channel);
  const body = asMessageBody(context.body);
  const own = message.author.id === context.world.bot.id;
  const flagsOnly = Object.keys(context.body).every((key) => key === "flags");
  if (!own && !(flagsOnly && can(context, channel, "ManageMessages")))
    throw new DiscordError("cannotEditOthers");
  refuseFaulty({ ...body, flags: body.flags ?? message.flags });
  return ok(editMessage(context.world, message, messageChange(context, message, body)));
}

function remove(context: RestContext): RestResult {
  const channel = channelOf(context);
  const message = messageOf(context, channel);
  if (message.author.id !== context.world.bot.id) {
    // Nobody deletes the other side's direct messages.
    if (!channel.guild_id) throw new DiscordError("missingPermissions");
    requireInChannel(context, channel, "ManageMessages");
  }
  deleteMessage(context.world, message);
  return noContent();
}

function bulkDelete(context: RestContext): RestResult {
  const channel = channelOf(context);
  if (!channel.guild_id) throw new DiscordError("wrongChannelType");
  requireInChannel(context, channel, "ManageMessages");
  const ids = [...new Set((context.body["messages"] ?? []) as string[])];
  if (ids.length < 2 || ids.length > 100) throw new DiscordError("invalidBulkDelete");
  if (ids.some((id) => Date.now() - snowflakeTime(id) > TWO_WEEKS))
    throw new DiscordError("tooOldToBulkDelete");
  const store = context.world.messagesOf(channel.id);
  const deleted = ids.filter((id) => store.delete(id));
  const data = { ids: deleted, channel_id: channel.id, guild_id: channel.guild_id };
  context.world.dispatch("MESSAGE_DELETE_BULK", data, { guildId: channel.guild_id });
  return noContent();
}

function crosspost(context: RestContext): RestResult {
  const channel = channelOf(context);
  if (channel.type !== ChannelType.GuildAnnouncement) throw new DiscordError("wrongChannelType");
  const guild = context.world.guildOf(channel);
  const message = messageOf(context, channel);
  const bits = guild ? permissionsOf(guild, context.world.bot.id, channel) : 0n;
  if ((bits & PermissionFlagsBits.SendMessages) === 0n) throw new DiscordError("missingPermissions");
  return ok(editMessage(context.world, message, { flags: message.flags | 1 }));
}
