import { keyOfEmoji, reactionOf } from "./messages.ts";
import type { Emoji, Message, User } from "./model.ts";
import type { World } from "./world.ts";

type Reactors = Map<string, Map<string, User>>;

/** Who reacted to which message; it goes when the message goes. */
export class ReactionBook {
  readonly #byMessage = new WeakMap<Message, Reactors>();

  /** Users by id who reacted with an emoji, given by its key. */
  of(message: Message, emojiKey: string): Map<string, User> {
    let reactors = this.#byMessage.get(message);
    if (!reactors) {
      reactors = new Map();
      this.#byMessage.set(message, reactors);
    }
    let users = reactors.get(emojiKey);
    if (!users) {
      users = new Map();
      reactors.set(emojiKey, users);
    }
    return users;
  }
}

/** Adds a reaction and dispatches MESSAGE_REACTION_ADD; a second one of the same user changes nothing. */
export function addReaction(world: World, message: Message, user: User, emoji: Emoji): void {
  const users = world.reactors.of(message, keyOfEmoji(emoji));
  if (users.has(user.id)) return;
  users.set(user.id, user);
  message.reactions ??= [];
  let reaction = reactionOf(message, keyOfEmoji(emoji));
  if (!reaction) {
    const details = { burst: 0, normal: 0 };
    reaction = { emoji, count: 0, me: false, me_burst: false, burst_colors: [], count_details: details };
    message.reactions.push(reaction);
  }
  count(reaction, users.size);
  reaction.me ||= user.id === world.bot.id;
  const member = world.guilds.get(guildId(world, message) ?? "")?.members.get(user.id);
  const extra = {
    ...(member ? { member } : {}),
    message_author_id: message.author.id,
    burst: false,
    type: 0,
  };
  tell(world, "MESSAGE_REACTION_ADD", message, { user_id: user.id, emoji, ...extra });
}

/** Takes a reaction back and dispatches MESSAGE_REACTION_REMOVE. */
export function removeReaction(world: World, message: Message, user: User, emoji: Emoji): void {
  const users = world.reactors.of(message, keyOfEmoji(emoji));
  if (!users.delete(user.id)) return;
  const reaction = reactionOf(message, keyOfEmoji(emoji));
  if (reaction) {
    count(reaction, users.size);
    if (user.id === world.bot.id) reaction.me = false;
    if (users.size === 0) message.reactions = message.reactions?.filter((other) => other !== reaction) ?? [];
  }
  tell(world, "MESSAGE_REACTION_REMOVE", message, { user_id: user.id, emoji, burst: false, type: 0 });
}

/** Takes all reactions back, or all with one emoji, and dispatches the event for it. */
export function clearReactions(world: World, message: Message, emoji?: Emoji): void {
  const gone = (message.reactions ?? []).filter(
    (reaction) => !emoji || keyOfEmoji(reaction.emoji) === keyOfEmoji(emoji),
  );
  for (const reaction of gone) world.reactors.of(message, keyOfEmoji(reaction.emoji)).clear();
  message.reactions = (message.reactions ?? []).filter((reaction) => !gone.includes(reaction));
  if (emoji) tell(world, "MESSAGE_REACTION_REMOVE_EMOJI", message, { emoji });
  else tell(world, "MESSAGE_REACTION_REMOVE_ALL", message, {});
}

/** The emoji that a REST path or a test names: a character, or `name:id`. */
export function parseEmoji(text: string): Emoji {
  const custom = /^(?:a:)?(\w+):(\d+)$/.exec(text);
  return custom
    ? { id: custom[2] ?? null, name: custom[1] ?? null, animated: false }
    : { id: null, name: text };
}

function count(reaction: { count: number; [key: string]: unknown }, users: number): void {
  reaction.count = users;
  reaction["count_details"] = { burst: 0, normal: users };
}

function guildId(world: World, message: Message): string | undefined {
  return world.channels.get(message.channel_id)?.guild_id;
}

function tell(world: World, event: string, message: Message, data: object): void {
  const id = guildId(world, message);
  const about = { channel_id: message.channel_id, message_id: message.id, ...(id ? { guild_id: id } : {}) };
  world.dispatch(event, { ...data, ...about }, { guildId: id });
}
