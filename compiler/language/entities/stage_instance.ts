import { types } from "../../expression/types.ts";
import { createdAt, createdTimestamp, defineEntity, guildOfEvent } from "../entity.ts";

export default defineEntity({
  name: "stage_instance",
  summary: "A stage that is live.",
  runtimeType: "StageInstance",
  text: "topic",
  properties: {
    guild: guildOfEvent,
    channel: {
      type: types.entity("channel", { cache: "channels", partial: true }),
      root: "channel",
      summary: "Its stage channel.",
    },
    id: { type: types.string, field: "id", summary: "Its snowflake." },
    guild_id: { type: types.string, field: "guild_id", summary: "The guild." },
    channel_id: { type: types.string, field: "channel_id", summary: "Its stage channel." },
    topic: { type: types.string, field: "topic", summary: "What it is about." },
    privacy_level: { type: types.number, field: "privacy_level", summary: "2: only for the guild." },
    scheduled_event_id: {
      type: types.optional(types.string),
      field: "guild_scheduled_event_id",
      aliases: ["guild_scheduled_event_id", "guildScheduledEventId"],
      summary: "The scheduled event it belongs to.",
    },
    created_at: createdAt,
    created_timestamp: createdTimestamp,
  },
});
