import type { Channel, Message, Role } from "../types.ts";
import { nullSafe } from "./present.ts";

export const channelMention = nullSafe((channel: Channel) => `<#${channel.id}>`);

export const roleMention = nullSafe((role: Role) => `<@&${role.id}>`);

export const hexColor = nullSafe((role: Role) => `#${role.color.toString(16).padStart(6, "0")}`);

export const editedAt = nullSafe(({ edited_timestamp }: Message) =>
  edited_timestamp ? new Date(edited_timestamp) : undefined,
);

export const mentionedUsers = nullSafe((message: Message) => message.mentions.map((user) => user.id));

export const messageUrl = nullSafe(
  (message: Message) =>
    `https://discord.com/channels/${message.guild_id ?? "@me"}/${message.channel_id}/${message.id}`,
);
