import { types } from "../../expression/types.ts";
import { baseRoots, channelRoots, guildRoots } from "../context-roots.ts";
import { defineEvent } from "../event.ts";

export default defineEvent({
  name: "channel_pins_update",
  summary: "A message was pinned or unpinned.",
  gateway: "CHANNEL_PINS_UPDATE",
  intents: ["guilds"],
  directIntent: "direct_messages",
  roots: {
    ...baseRoots,
    ...guildRoots,
    ...channelRoots,
    pins_updated_at: { type: types.optional(types.date), property: "pinsUpdatedAt" },
  },
  runtime: "onChannelPinsUpdate",
  contextType: "ChannelPinsUpdateContext",
  example: 'channel_pins_update:\n  actions:\n    - log: "the pins of ${channel.mention} have changed"',
});
