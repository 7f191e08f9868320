import { types } from "../../expression/types.ts";
import { baseRoots, channelRoots, inGuildRoots } from "../context-roots.ts";
import { defineEvent } from "../event.ts";

export default defineEvent({
  name: "channel_update",
  summary: "A channel has changed.",
  gateway: "CHANNEL_UPDATE",
  intents: ["guilds"],
  roots: {
    ...baseRoots,
    ...inGuildRoots,
    channel: {
      type: types.entity("channel"),
      aliases: ["newChannel"],
      shortcuts: channelRoots.channel.shortcuts,
    },
    channelId: channelRoots.channelId,
    old_channel: {
      type: types.optional(types.entity("channel", { cache: "channels" })),
      property: "oldChannel",
    },
  },
  runtime: "onChannelUpdate",
  contextType: "ChannelUpdateContext",
  example: 'channel_update:\n  actions:\n    - log: "${old_channel.name} is now ${channel.name}"',
});
