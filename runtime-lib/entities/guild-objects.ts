import { StickerFormatType } from "discord-api-types/v10";
import type { CachedChannel, Invite, Role, ScheduledEvent, Sticker, ThreadMember } from "../types.ts";
import { channelById } from "./channel.ts";
import { imageUrl } from "./images.ts";
import { dateOf } from "./lookup.ts";
import { nullSafe, nullSafeInContext } from "./present.ts";

export const roleMention = nullSafe((role: Pick<Role, "id">) => `<@&${role.id}>`);

export const hexColor = nullSafe(
  (role: Pick<Role, "color">) => `#${role.color.toString(16).padStart(6, "0")}`,
  "color",
);

export const roleIcon = nullSafe(({ id, icon }: Pick<Role, "id" | "icon">) =>
  icon ? imageUrl(`role-icons/${id}/${icon}`) : undefined,
);

interface AnyEmoji {
  readonly id: string | null;
  readonly name: string | null;
  readonly animated?: boolean | undefined;
}

export const isAnimated = nullSafe(({ animated }: Pick<AnyEmoji, "animated">) => animated ?? false);

export const isAvailable = nullSafe(
  ({ available }: { readonly available?: boolean | undefined }) => available ?? true,
);

export const isManaged = nullSafe(
  ({ managed }: { readonly managed?: boolean | undefined }) => managed ?? false,
);

export const needsColons = nullSafe(
  (emoji: { readonly require_colons?: boolean | undefined }) => emoji.require_colons ?? true,
);

export const emojiRoles = nullSafe(({ roles }: { readonly roles?: string[] | undefined }) => roles ?? []);

/** Text that shows an emoji. */
export const emojiText = nullSafe(({ id, name, animated }: AnyEmoji) =>
  id ? `<${animated ? "a" : ""}:${name}:${id}>` : (name ?? ""),
);

export const emojiUrl = nullSafe(({ id, animated }: Pick<AnyEmoji, "id" | "animated">) =>
  id ? `https://cdn.discordapp.com/emojis/${id}.${animated ? "gif" : "png"}` : undefined,
);

export const stickerUrl = nullSafe(
  ({ id, format_type }: Pick<Sticker, "id" | "format_type">) =>
    format_type === StickerFormatType.GIF
      ? `https://media.discordapp.net/stickers/${id}.gif`
      : `https://cdn.discordapp.com/stickers/${id}.${format_type === StickerFormatType.Lottie ? "json" : "png"}`,
  "format_type",
);

export const inviteUrl = nullSafe(({ code }: Pick<Invite, "code">) => `https://discord.gg/${code}`);

export const inviteCreatedAt = nullSafe(({ created_at }: Pick<Invite, "created_at">) => dateOf(created_at));

export const inviteExpiresAt = nullSafe(({ created_at, max_age }: Pick<Invite, "created_at" | "max_age">) =>
  created_at && max_age ? new Date(Date.parse(created_at) + max_age * 1_000 /* ms */) : undefined,
);

/** https://discord.com/developers/docs/resources/guild-scheduled-event#guild-scheduled-event-object */
const STATUSES: Readonly<Record<number, string>> = {
  1: "scheduled",
  2: "active",
  3: "completed",
  4: "canceled",
};

const PLACES: Readonly<Record<number, string>> = {
  1: "stage_instance",
  2: "voice",
  3: "external",
};

export const scheduledEventStatus = nullSafe(
  ({ status }: Pick<ScheduledEvent, "status">) => STATUSES[status] ?? String(status),
  "status",
);

export const scheduledEventType = nullSafe(
  ({ entity_type }: Pick<ScheduledEvent, "entity_type">) => PLACES[entity_type] ?? String(entity_type),
  "entity_type",
);

export const startsAt = nullSafe(
  (event: Pick<ScheduledEvent, "scheduled_start_time">) => new Date(event.scheduled_start_time),
  "scheduled_start_time",
);

export const endsAt = nullSafe((event: Pick<ScheduledEvent, "scheduled_end_time">) =>
  dateOf(event.scheduled_end_time),
);

export const scheduledEventLocation = nullSafe(
  (event: Pick<ScheduledEvent, "entity_metadata">) => event.entity_metadata?.location,
);

export const scheduledEventUrl = nullSafe(
  (event: Pick<ScheduledEvent, "id" | "guild_id">) =>
    `https://discord.com/events/${event.guild_id}/${event.id}`,
  "guild_id",
);

export const scheduledEventImage = nullSafe(({ id, image }: Pick<ScheduledEvent, "id" | "image">) =>
  image ? imageUrl(`guild-events/${id}/${image}`) : undefined,
);

export const scheduledEventChannel = nullSafeInContext(
  (ctx, event: Pick<ScheduledEvent, "channel_id" | "guild_id">): CachedChannel | undefined =>
    channelById(ctx, event, event.channel_id),
);

export const threadJoinedAt = nullSafe(
  ({ join_timestamp }: Pick<ThreadMember, "join_timestamp">) => new Date(join_timestamp),
  "join_timestamp",
);
