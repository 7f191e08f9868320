import { types } from "../../expression/types.ts";
import { baseRoots, channelRoots, inGuildRoots } from "../context-roots.ts";
import { defineEvent } from "../event.ts";

export default defineEvent({
  name: "channel_delete",
  summary: "A channel was deleted.",
  gateway: "CHANNEL_DELETE",
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
  runtime: "onChannelDelete",
  contextType: "ChannelDeleteContext",
  example: 'channel_delete:\n  actions:\n    - log: "${channel.name}"',
});
