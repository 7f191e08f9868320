import { types } from "../../expression/types.ts";
import { createdAt, defineEntity } from "../entity.ts";

const text = types.string;

export default defineEntity({
  name: "guild",
  summary: "A server. Its fields come from a cache that holds exactly those the bot reads.",
  runtimeType: "Guild",
  cache: { name: "guilds", intents: ["guilds"] },
  properties: {
    id: { type: text, field: "id", summary: "Its snowflake." },
    name: { type: text, field: "name", summary: "Its name." },
    icon: {
      type: types.optional(text),
      runtime: "guildIcon",
      reads: ["icon"],
      aliases: ["iconURL"],
      cdnHash: "icon",
      summary: "The address of its image (PNG, 512 pixels).",
    },
    banner: {
      type: types.optional(text),
      runtime: "guildBanner",
      reads: ["banner"],
      aliases: ["bannerURL"],
      cdnHash: "banner",
      summary: "The address of its banner.",
    },
    description: { type: types.optional(text), field: "description", summary: "Its description." },
    owner_id: { type: text, field: "owner_id", aliases: ["ownerId"], summary: "The id of its owner." },
    member_count: {
      type: types.number,
      field: "member_count",
      aliases: ["memberCount"],
      summary: "How many members it has.",
    },
    premium_tier: {
      type: types.number,
      field: "premium_tier",
      aliases: ["premiumTier"],
      summary: "Its boost level, 0 to 3.",
    },
    boost_count: {
      type: types.number,
      runtime: "boostCount",
      reads: ["premium_subscription_count"],
      aliases: ["premium_subscription_count", "premiumSubscriptionCount"],
      summary: "How many boosts it has.",
    },
    system_channel_id: {
      type: types.optional(text),
      field: "system_channel_id",
      aliases: ["systemChannelId"],
      summary: "The channel of system messages.",
    },
    verification_level: {
      type: types.number,
      field: "verification_level",
      aliases: ["verificationLevel"],
      summary: "Its verification level, 0 to 4.",
    },
    created_at: createdAt,
  },
});
