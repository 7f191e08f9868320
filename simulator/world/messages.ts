import { MessageFlags, MessageType, PermissionFlagsBits } from "discord-api-types/v10";
import type { Attachment, Channel, Component, Embed, Fields, Message, Reaction, User } from "./model.ts";
import { permissionsOf } from "./permissions.ts";
import type { World } from "./world.ts";

/** What a new message is made of; the rest follows from the channel. */
export interface MessageDraft {
  channel: Channel;
  author: User;
  content?: string | null | undefined;
  embeds?: Embed[] | null | undefined;
  components?: Component[] | null | undefined;
  attachments?: Attachment[] | undefined;
  flags?: number | undefined;
  type?: number | undefined;
  tts?: boolean | undefined;
  nonce?: string | number | undefined;
  /** The message replied to. */
  reply?: Message | undefined;
  allowedMentions?: AllowedMentions | null | undefined;
  webhookId?: string | undefined;
  /** Set when the author is a webhook or an application. */
  applicationId?: string | undefined;
  /** `interaction_metadata`, `interaction`, `poll`, `sticker_items` and the like. */
  extra?: Fields | undefined;
  /** Store it without MESSAGE_CREATE, as with ephemeral messages. */
  silent?: boolean | undefined;
  /** How long ago it was written, in milliseconds. */
  age?: number | undefined;
  pinned?: boolean | undefined;
}

export interface AllowedMentions {
  parse?: (string | null)[] | null;
  users?: (string | null)[] | null;
  roles?: (string | null)[] | null;
  replied_user?: boolean | null;
}

const NONCES = 10_000;

/** Stores a message and dispatches MESSAGE_CREATE. */
export function createMessage(world: World, draft: MessageDraft): Message {
  const message = buildMessage(world, draft);
  const ephemeral = isEphemeral(message);
  world.messagesOf(draft.channel.id).add(message);
  if (!ephemeral) draft.channel.last_message_id = message.id;
  if (draft.nonce !== undefined) rememberNonce(world, message, draft.nonce);
  if (draft.channel.message_count !== undefined) draft.channel.message_count++;
  if (!draft.silent && !ephemeral) dispatchMessage(world, "MESSAGE_CREATE", message, draft.channel);
  return message;
}

/** Whether only one user sees a message. */
export function isEphemeral(message: Message): boolean {
  return (message.flags & MessageFlags.Ephemeral) !== 0;
}

/** Changes a message and dispatches MESSAGE_UPDATE. */
export function editMessage(world: World, message: Message, change: Partial<Message>): Message {
  Object.assign(message, change, { edited_timestamp: new Date().toISOString() });
  if (change.components) message.components = numberComponents(change.components);
  const channel = world.channels.get(message.channel_id);
  if (change.content !== undefined && channel) {
    Object.assign(message, mentionsOf(world, { channel, author: message.author, content: message.content }));
  }
  if (channel && !isEphemeral(message)) dispatchMessage(world, "MESSAGE_UPDATE", message, channel);
  return message;
}

/** Removes a message and dispatches MESSAGE_DELETE. */
export function deleteMessage(world: World, message: Message): void {
  world.messagesOf(message.channel_id).delete(message.id);
  if (isEphemeral(message)) return;
  const guildId = world.channels.get(message.channel_id)?.guild_id;
  const data = { id: message.id, channel_id: message.channel_id, ...(guildId ? { guild_id: guildId } : {}) };
  world.dispatch("MESSAGE_DELETE", data, { guildId });
}

/** The reaction of a message with an emoji, by the key that REST paths use. */
export function reactionOf(message: Message, emojiKey: string): Reaction | undefined {
  return message.reactions?.find((reaction) => keyOfEmoji(reaction.emoji) === emojiKey);
}

/** `name:id` for a custom emoji, the character itself otherwise. */
export function keyOfEmoji(emoji: { id?: string | null; name?: string | null }): string {
  return emoji.id ? `${emoji.name}:${emoji.id}` : (emoji.name ?? "");
}

/** Gives components the sequential ids that Discord fills in, from 1, in document order. */
export function numberComponents(components: Component[]): Component[] {
  let next = 1;
  const number = (component: Component): Component => ({
    ...component,
    id: component.id || next++,
    ...(component.components ? { components: component.components.map(number) } : {}),
    ...(component.component ? { component: number(component.component) } : {}),
    ...(component.accessory ? { accessory: number(component.accessory) } : {}),
  });
  return components.map(number);
}

/** Gateway events about a message carry the guild and the author's membership; REST answers do not. */
function dispatchMessage(world: World, event: string, message: Message, channel: Channel): void {
  const guild = world.guildOf(channel);
  if (!guild) {
    world.dispatch(event, { ...message, channel_type: channel.type }, {});
    return;
  }
  const member = message.webhook_id ? undefined : guild.members.get(message.author.id);
  const mentions = message.mentions.map((user) => withMembership(user, guild.members.get(user.id)));
  const data = { ...message, mentions, guild_id: guild.id, channel_type: channel.type };
  world.dispatch(event, member ? { ...data, member: withoutUser(member) } : data, { guildId: guild.id });
}

function withMembership(user: User, member: (Fields & { user: User }) | undefined): User {
  return member ? { ...user, member: withoutUser(member) } : user;
}

function withoutUser({ user: _user, ...member }: Fields & { user: User }): Fields {
  return member;
}

function buildMessage(world: World, draft: MessageDraft): Message {
  const time = Date.now() - (draft.age ?? 0);
  const id = draft.age === undefined ? world.ids.next() : world.ids.at(time);
  return {
    id,
    channel_id: draft.channel.id,
    author: draft.author,
    content: draft.content ?? "",
    timestamp: new Date(time).toISOString(),
    edited_timestamp: null,
    tts: draft.tts ?? false,
    ...mentionsOf(world, draft),
    attachments: draft.attachments ?? [],
    embeds: (draft.embeds ?? []).map((embed) => ({ type: "rich", ...embed })),
    components: numberComponents(draft.components ?? []),
    pinned: draft.pinned ?? false,
    type: draft.type ?? (draft.reply ? MessageType.Reply : MessageType.Default),
    flags: draft.flags ?? 0,
    ...(draft.nonce === undefined ? {} : { nonce: draft.nonce }),
    ...(draft.webhookId ? { webhook_id: draft.webhookId } : {}),
    ...(draft.applicationId ? { application_id: draft.applicationId } : {}),
    ...replyFields(draft.reply),
    ...draft.extra,
  };
}

function replyFields(reply: Message | undefined): Fields {
  if (!reply) return {};
  const { referenced_message: _nested, ...shallow } = reply;
  const reference = { type: 0, channel_id: reply.channel_id, message_id: reply.id };
  const guildId = typeof reply.guild_id === "string" ? { guild_id: reply.guild_id } : {};
  return { message_reference: { ...reference, ...guildId }, referenced_message: shallow };
}

type MentionSource = Pick<MessageDraft, "channel" | "author" | "content" | "reply" | "allowedMentions">;

function mentionsOf(world: World, source: MentionSource) {
  const content = source.content ?? "";
  const allowed = source.allowedMentions;
  const may = (kind: string, ids: (string | null)[] | null | undefined, id: string) =>
    !allowed || (allowed.parse ?? []).includes(kind) || (ids ?? []).includes(id);
  const users = idsIn(content, /<@!?(\d+)>/g)
    .filter((id) => may("users", allowed?.users, id))
    .flatMap((id) => world.users.get(id) ?? []);
  const replied = source.reply?.author;
  if (replied && allowed?.replied_user !== false && !users.includes(replied)) users.push(replied);
  const roles = idsIn(content, /<@&(\d+)>/g).filter((id) => may("roles", allowed?.roles, id));
  const loud = /@(everyone|here)/.test(content) && may("everyone", [], "");
  return {
    mentions: users,
    mention_roles: roles,
    mention_everyone: loud && mayMentionEveryone(world, source),
  };
}

function mayMentionEveryone(world: World, source: MentionSource): boolean {
  const guild = world.guildOf(source.channel);
  if (!guild) return false;
  return (
    (permissionsOf(guild, source.author.id, source.channel) & PermissionFlagsBits.MentionEveryone) !== 0n
  );
}

function idsIn(content: string, pattern: RegExp): string[] {
  if (!content.includes("<@")) return [];
  return [...new Set([...content.matchAll(pattern)].flatMap((match) => match[1] ?? []))];
}

function rememberNonce(world: World, message: Message, nonce: string | number): void {
  world.nonces.set(`${message.author.id}:${nonce}`, `${message.channel_id}:${message.id}`);
  if (world.nonces.size <= NONCES) return;
  const oldest = world.nonces.keys().next().value;
  if (oldest !== undefined) world.nonces.delete(oldest);
}
