import type { Channel, Emoji, Fields, Member, Presence, Role, VoiceState } from "./model.ts";

/** The guild object without its collections, as REST and GUILD_CREATE both send it. */
export interface GuildFields extends Fields {
  id: string;
  name: string;
  owner_id: string;
}

/** One guild the bot is in, its collections keyed by id. */
export class GuildState {
  readonly id: string;
  fields: GuildFields;
  readonly joinedAt: string = new Date().toISOString();
  readonly roles: Map<string, Role> = new Map();
  readonly members: Map<string, Member> = new Map();
  readonly channels: Map<string, Channel> = new Map();
  readonly threads: Map<string, Channel> = new Map();
  readonly emojis: Map<string, Emoji> = new Map();
  readonly stickers: Map<string, Fields> = new Map();
  readonly scheduledEvents: Map<string, Fields> = new Map();
  readonly stages: Map<string, Fields> = new Map();
  readonly presences: Map<string, Presence> = new Map();
  readonly voiceStates: Map<string, VoiceState> = new Map();
  /** Reasons, by the id of the banned user. */
  readonly bans: Map<string, string | null> = new Map();
  unavailable = false;
  /** Set where a seed claims more members than it lists. */
  claimedMembers = 0;

  constructor(fields: GuildFields) {
    this.id = fields.id;
    this.fields = fields;
  }

  get memberCount(): number {
    return Math.max(this.members.size, this.claimedMembers);
  }

  /** The guild as `GET /guilds/{guild_id}` answers it. */
  toRest(): Fields {
    return {
      ...this.fields,
      roles: [...this.roles.values()],
      emojis: [...this.emojis.values()],
      stickers: [...this.stickers.values()],
    };
  }
}
