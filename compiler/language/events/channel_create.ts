import { types } from "../../expression/types.ts";
import { baseRoots, channelRoots, inGuildRoots } from "../context-roots.ts";
import { defineEvent } from "../event.ts";

export default defineEvent({
  name: "channel_create",
  summary: "A channel was made.",
  gateway: "CHANNEL_CREATE",
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
  },
  runtime: "onChannelCreate",
  contextType: "ChannelCreateContext",
  example: 'channel_create:\n  actions:\n    - log: "${channel.name}"',
});
