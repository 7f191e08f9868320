/**
 * The simulator's objects, in the shape in which Discord sends them. Only fields that the simulator
 * itself reads are typed; everything else rides along.
 */
export interface Fields {
  [key: string]: unknown;
}

export interface User extends Fields {
  id: string;
  username: string;
  discriminator: string;
  global_name: string | null;
  avatar: string | null;
  bot?: boolean;
}

export interface Member extends Fields {
  user: User;
  nick: string | null;
  roles: string[];
  joined_at: string;
  communication_disabled_until: string | null;
}

export interface Role extends Fields {
  id: string;
  name: string;
  permissions: string;
  position: number;
  managed: boolean;
  mentionable: boolean;
}

export interface Overwrite extends Fields {
  id: string;
  type: number;
  allow: string;
  deny: string;
}

export interface ThreadMetadata extends Fields {
  archived: boolean;
  locked: boolean;
}

export interface Channel extends Fields {
  id: string;
  type: number;
  name?: string | null;
  guild_id?: string;
  parent_id?: string | null;
  position?: number;
  permission_overwrites?: Overwrite[];
  recipients?: User[];
  thread_metadata?: ThreadMetadata;
  last_message_id?: string | null;
  message_count?: number;
}

export interface Emoji extends Fields {
  id: string | null;
  name: string | null;
  animated?: boolean;
}

export interface Reaction extends Fields {
  count: number;
  me: boolean;
  emoji: Emoji;
}

export interface Embed extends Fields {
  title?: string | null;
  description?: string | null;
  footer?: { text?: string } | null;
  author?: { name?: string } | null;
  fields?: { name?: string; value?: string }[] | null;
}

export interface Component extends Fields {
  type: number;
  id?: number;
  custom_id?: string;
  components?: Component[];
  component?: Component;
  accessory?: Component;
}

export interface Attachment extends Fields {
  id: string;
  filename: string;
  size: number;
  url: string;
}

export interface Message extends Fields {
  id: string;
  channel_id: string;
  guild_id?: string;
  author: User;
  member?: Partial<Member>;
  content: string;
  timestamp: string;
  edited_timestamp: string | null;
  mentions: User[];
  mention_roles: string[];
  attachments: Attachment[];
  embeds: Embed[];
  components: Component[];
  reactions?: Reaction[];
  pinned: boolean;
  type: number;
  flags: number;
  webhook_id?: string;
  nonce?: string | number;
  referenced_message?: Message | null;
}

export interface CommandOption extends Fields {
  type: number;
  name: string;
  options?: CommandOption[];
}

export interface Command extends Fields {
  id: string;
  application_id: string;
  guild_id?: string;
  version: string;
  type: number;
  name: string;
  options?: CommandOption[];
}

export interface Webhook extends Fields {
  id: string;
  type: number;
  channel_id: string;
  guild_id?: string;
  name: string | null;
  avatar: string | null;
  token: string;
}

export interface Invite extends Fields {
  code: string;
  channel: { id: string };
  guild_id?: string;
  uses: number;
}

export interface Presence extends Fields {
  user: { id: string };
  status: string;
}

export interface VoiceState extends Fields {
  channel_id: string | null;
  user_id: string;
}
