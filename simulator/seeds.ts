import type { PermissionFlagsBits } from "discord-api-types/v10";

/** A permission by Discord's name, as discord-api-types spells it (`SendMessages`). */
export type PermissionName = keyof typeof PermissionFlagsBits;

/** Permissions as names or as the decimal bit field that Discord sends. */
export type PermissionSeed = PermissionName[] | string;

export interface UserSeed {
  id?: string;
  username?: string;
  globalName?: string | null;
  avatar?: string | null;
  bot?: boolean;
  /** The user takes no direct messages: sending one answers 50007. */
  dmsClosed?: boolean;
}

export interface MemberSeed extends UserSeed {
  nick?: string | null;
  /** Role ids, or names of roles in the same seed. */
  roles?: string[];
  joinedAt?: string;
  /** Anything but "offline" gives the member a presence. */
  status?: "online" | "idle" | "dnd" | "offline";
  /** Id of the voice channel the member sits in. */
  voiceChannelId?: string;
  premiumSince?: string | null;
  pending?: boolean;
  timeoutUntil?: string | null;
}

export interface RoleSeed {
  id?: string;
  name: string;
  permissions?: PermissionSeed;
  color?: number;
  hoist?: boolean;
  mentionable?: boolean;
  managed?: boolean;
  position?: number;
}

export interface OverwriteSeed {
  /** Id of a role (type 0) or of a member (type 1). */
  id: string;
  type: 0 | 1;
  allow?: PermissionSeed;
  deny?: PermissionSeed;
}

export interface ChannelSeed {
  id?: string;
  name: string;
  /** Discord's channel type; 0 is a guild text channel. */
  type?: number;
  parentId?: string | null;
  topic?: string | null;
  nsfw?: boolean;
  position?: number;
  rateLimitPerUser?: number;
  overwrites?: OverwriteSeed[];
  /** What the bot may not do here, as an overwrite for its member. */
  botDenied?: PermissionName[];
  availableTags?: { id?: string; name: string }[];
}

export interface EmojiSeed {
  id?: string;
  name: string;
  animated?: boolean;
}

export interface GuildSeed {
  id?: string;
  name?: string;
  /** Id of a member in the seed; left out: a user made for it. */
  ownerId?: string;
  roles?: RoleSeed[];
  channels?: ChannelSeed[];
  /** Id of a channel in the seed where Discord tells of new members; left out: none. */
  systemChannelId?: string;
  members?: MemberSeed[];
  emojis?: EmojiSeed[];
  /** The bot's own permissions. Left out: all of them but Administrator, so that overwrites count. */
  botPermissions?: PermissionSeed;
  /** Position of the bot's role; left out: above all others. */
  botRolePosition?: number;
  /** Said in GUILD_CREATE; left out: the number of members seeded. */
  memberCount?: number;
  preferredLocale?: string;
  premiumTier?: number;
  /** READY lists it, but no GUILD_CREATE follows: an outage. */
  unavailable?: boolean;
}

/** Ids of the guild that a simulator without `guilds` starts with. */
export const DEFAULT_IDS = {
  guild: "1100000000000000001",
  general: "1100000000000000002",
  random: "1100000000000000003",
  voice: "1100000000000000004",
  user: "1100000000000000005",
  role: "1100000000000000006",
} as const;

/** The guild that a simulator starts with when it is given none. */
export function defaultGuild(): GuildSeed {
  return {
    id: DEFAULT_IDS.guild,
    name: "Test Guild",
    roles: [{ id: DEFAULT_IDS.role, name: "Member" }],
    channels: [
      { id: DEFAULT_IDS.general, name: "general" },
      { id: DEFAULT_IDS.random, name: "random" },
      { id: DEFAULT_IDS.voice, name: "Voice", type: 2 },
    ],
    members: [{ id: DEFAULT_IDS.user, username: "tester", globalName: "Tester", roles: [DEFAULT_IDS.role] }],
  };
}
