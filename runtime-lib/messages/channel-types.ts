import { ChannelType } from "discord-api-types/v10";
import { text } from "../expressions/values.ts";

/** Discord's channel types by the names that documents use. */
export const CHANNEL_TYPES: Readonly<Record<string, number>> = {
  text: ChannelType.GuildText,
  voice: ChannelType.GuildVoice,
  category: ChannelType.GuildCategory,
  announcement: ChannelType.GuildAnnouncement,
  news: ChannelType.GuildAnnouncement,
  announcement_thread: ChannelType.AnnouncementThread,
  thread: ChannelType.PublicThread,
  public_thread: ChannelType.PublicThread,
  private_thread: ChannelType.PrivateThread,
  stage: ChannelType.GuildStageVoice,
  forum: ChannelType.GuildForum,
  media: ChannelType.GuildMedia,
};

/** Channel types that an expression gave, as names or numbers; what is neither is left out. */
export function channelTypes(value: unknown): number[] {
  return [value].flat().flatMap((each) => {
    const name = text(each).toLowerCase();
    const known = Object.hasOwn(CHANNEL_TYPES, name) ? CHANNEL_TYPES[name] : undefined;
    return known ?? (/^\d+$/.test(name) ? Number(name) : []);
  });
}
