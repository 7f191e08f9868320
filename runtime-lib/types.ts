import type {
  APIAttachment,
  APIChatInputApplicationCommandInteraction,
  APIGuildMember,
  APIRole,
  APIUser,
  GatewayGuildCreateDispatchData,
  GatewayMessageCreateDispatchData,
} from "discord-api-types/v10";

/** A Discord account, as Discord sends it. */
export type User = APIUser;

/** A user in a guild, as Discord sends it; `user` is always there. */
export type Member = Omit<APIGuildMember, "user" | "deaf" | "mute" | "flags"> & { readonly user: User };

/** A message, as Discord sends it. */
export type Message = Omit<GatewayMessageCreateDispatchData, "mentions"> & {
  readonly mentions: readonly User[];
};

export type Role = APIRole;
export type Attachment = APIAttachment;
export type Interaction = APIChatInputApplicationCommandInteraction;

/** A guild as GUILD_CREATE brings it: what a cache picks its fields from. */
export type GatewayGuild = GatewayGuildCreateDispatchData;

/**
 * A guild from the bot's cache. The compiler adds exactly the fields that the bot reads, by augmenting this
 * interface in the generated `cache.ts`; reading any other is a type error.
 */
export interface Guild {
  readonly id: string;
}

/** A channel with as much as the event at hand says of it. */
export interface Channel {
  readonly id: string;
  readonly type?: number;
  readonly name?: string | null | undefined;
  readonly topic?: string | null | undefined;
  readonly nsfw?: boolean | undefined;
  readonly parent_id?: string | null | undefined;
  readonly position?: number | undefined;
}

/** What expressions may get where something is absent. */
export type Nothing = null | undefined;
