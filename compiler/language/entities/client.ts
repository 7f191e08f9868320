import { types } from "../../expression/types.ts";
import { defineEntity } from "../entity.ts";

export default defineEntity({
  name: "client",
  summary: "The bot itself.",
  runtimeType: "Client",
  properties: {
    shard: { type: types.entity("shards"), field: "shard", summary: "The shards of this process." },
    id: { type: types.string, field: "user.id", summary: "The bot's snowflake." },
    username: { type: types.string, field: "user.username", summary: "The bot's name." },
    user: { type: types.entity("user"), field: "user", summary: "The bot's account." },
    ping: { type: types.number, field: "ping", summary: "The gateway's last round trip, in milliseconds." },
    uptime: { type: types.number, field: "uptime", summary: "Milliseconds since the bot became ready." },
    guilds: {
      type: types.list(types.entity("guild")),
      field: "guilds",
      lists: "guild",
      summary: "The guilds this process serves.",
    },
  },
});
