import { editMessage } from "../../world/messages.ts";
import type { Channel, Message } from "../../world/model.ts";
import { channelOf, messageOf, requireInChannel } from "../lookup.ts";
import { noContent, ok, type RestContext, type RestResult, type Route, route } from "../route.ts";

const DEFAULT_PAGE = 50;

/** Pinned messages: the current routes, and those they replaced. */
export const pinRoutes: Route[] = [
  route("GET /channels/{channel_id}/messages/pins", page),
  route("PUT /channels/{channel_id}/messages/pins/{message_id}", (context) => pin(context, true)),
  route("DELETE /channels/{channel_id}/messages/pins/{message_id}", (context) => pin(context, false)),
  route("GET /channels/{channel_id}/pins", (context) => ok(pinned(context, channelOf(context)))),
  route("PUT /channels/{channel_id}/pins/{message_id}", (context) => pin(context, true)),
  route("DELETE /channels/{channel_id}/pins/{message_id}", (context) => pin(context, false)),
];

function page(context: RestContext): RestResult {
  const limit = Number(context.query.get("limit") ?? DEFAULT_PAGE);
  const all = pinned(context, channelOf(context));
  const items = all.slice(0, limit).map((message) => ({ pinned_at: message.timestamp, message }));
  return ok({ items, has_more: all.length > limit });
}

function pinned(context: RestContext, channel: Channel): Message[] {
  return context.world
    .messagesOf(channel.id)
    .all()
    .filter((message) => message.pinned)
    .reverse();
}

function pin(context: RestContext, pinned: boolean): RestResult {
  const channel = channelOf(context);
  requireInChannel(context, channel, "ManageMessages");
  const message = messageOf(context, channel);
  if (message.pinned === pinned) return noContent();
  editMessage(context.world, message, { pinned });
  const guildId = channel.guild_id;
  const last = pinned ? new Date().toISOString() : null;
  const data = {
    channel_id: channel.id,
    last_pin_timestamp: last,
    ...(guildId ? { guild_id: guildId } : {}),
  };
  context.world.dispatch("CHANNEL_PINS_UPDATE", data, { guildId });
  return noContent();
}
