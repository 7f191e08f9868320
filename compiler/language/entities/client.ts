import { types } from "../../expression/types.ts";
import { defineEntity } from "../entity.ts";

export default defineEntity({
  name: "client",
  summary: "The bot itself.",
  runtimeType: "Client",
  isLive: true,
  text: "mention",
  properties: {
    shard: { type: types.entity("shards"), field: "shard", summary: "The shards of this process." },
    id: { type: types.string, field: "user.id", summary: "The bot's snowflake." },
    username: { type: types.string, field: "user.username", summary: "The bot's name." },
    tag: { type: types.string, runtime: "clientTag", reads: [], summary: "The bot's name." },
    mention: {
      type: types.string,
      runtime: "clientMention",
      reads: [],
      summary: "Text that mentions the bot.",
    },
    user: { type: types.entity("user"), field: "user", summary: "The bot's account." },
    ping: { type: types.number, field: "ping", summary: "The gateway's last round trip, in milliseconds." },
    ws: { type: types.entity("connection"), field: "ws", summary: "The connection to Discord." },
    uptime: { type: types.number, field: "uptime", summary: "Milliseconds since the bot became ready." },
    guilds: {
      type: types.list(types.entity("guild", { cache: "guilds" })),
      field: "guilds",
      caches: { guilds: [] },
      summary: "The guilds this process serves.",
    },
    guild_count: {
      type: types.number,
      runtime: "guildCount",
      reads: [],
      caches: { guilds: [] },
      summary: "How many guilds this process serves.",
    },
    users: {
      type: types.list(types.entity("user", { cache: "members.user" })),
      runtime: "clientUsers",
      reads: [],
      context: true,
      caches: { members: [] },
      summary: "The users that the bot has seen as members.",
    },
    voice: {
      type: types.optional(types.entity("voice_state", { cache: "voice_states" })),
      runtime: "clientVoice",
      reads: [],
      context: true,
      caches: { voice_states: [] },
      summary: "Where the bot sits in the guild of the event.",
    },
  },
});
