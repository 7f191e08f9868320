import { reactionOf } from "../../world/messages.ts";
import type { Message } from "../../world/model.ts";
import { addReaction, clearReactions, parseEmoji, removeReaction } from "../../world/reactions.ts";
import { DiscordError } from "../discord-error.ts";
import { channelOf, messageOf, requireInChannel, userOf } from "../lookup.ts";
import { noContent, ok, param, type RestContext, type RestResult, type Route, route } from "../route.ts";

const BASE = "/channels/{channel_id}/messages/{message_id}/reactions";
const DEFAULT_PAGE = 25;

/** Reactions to a message. */
export const reactionRoutes: Route[] = [
  route(`PUT ${BASE}/{emoji_name}/@me`, add),
  route(`DELETE ${BASE}/{emoji_name}/@me`, (context) => removeOf(context, true)),
  route(`DELETE ${BASE}/{emoji_name}/{user_id}`, (context) => removeOf(context, false)),
  route(`GET ${BASE}/{emoji_name}`, list),
  route(`DELETE ${BASE}/{emoji_name}`, (context) => clear(context, emojiOf(context))),
  route(`DELETE ${BASE}`, (context) => clear(context, undefined)),
];

function add(context: RestContext): RestResult {
  const channel = channelOf(context);
  requireInChannel(context, channel, "ReadMessageHistory");
  const message = messageOf(context, channel);
  const emoji = emojiOf(context);
  // A reaction that is there already may be joined without the permission.
  if (!reactionOf(message, param(context, "emoji_name"))) requireInChannel(context, channel, "AddReactions");
  addReaction(context.world, message, context.world.bot, emoji);
  return noContent();
}

function removeOf(context: RestContext, own: boolean): RestResult {
  const channel = channelOf(context);
  const message = messageOf(context, channel);
  const user = own ? context.world.bot : userOf(context);
  if (user !== context.world.bot) requireInChannel(context, channel, "ManageMessages");
  removeReaction(context.world, message, user, emojiOf(context));
  return noContent();
}

function list(context: RestContext): RestResult {
  const message = messageIn(context);
  const limit = Number(context.query.get("limit") ?? DEFAULT_PAGE);
  const users = [...context.world.reactors.of(message, param(context, "emoji_name")).values()];
  const after = users.findIndex((user) => user.id === context.query.get("after")) + 1;
  return ok(users.slice(after, after + limit));
}

function clear(context: RestContext, emoji: ReturnType<typeof parseEmoji> | undefined): RestResult {
  const channel = channelOf(context);
  const message = messageOf(context, channel);
  requireInChannel(context, channel, "ManageMessages");
  clearReactions(context.world, message, emoji);
  return noContent();
}

function messageIn(context: RestContext): Message {
  return messageOf(context, channelOf(context));
}

/** The emoji of the path; throws 10014 for text that is none, or a custom emoji the bot cannot see. */
function emojiOf(context: RestContext) {
  const emoji = parseEmoji(param(context, "emoji_name"));
  const known = emoji.id
    ? [...context.world.guilds.values()].some((guild) => guild.emojis.has(emoji.id ?? ""))
    : /\p{Emoji}/u.test(emoji.name ?? "");
  if (!known) throw new DiscordError("unknownEmoji");
  return emoji;
}
