import type {
  GatewayChannelUpdateDispatchData,
  GatewayGuildDeleteDispatchData,
  GatewayGuildMemberRemoveDispatchData,
  GatewayGuildMemberUpdateDispatchData,
  GatewayGuildRoleDeleteDispatchData,
  GatewayMessageDeleteBulkDispatchData,
  GatewayMessageDeleteDispatchData,
  GatewayMessageReactionRemoveAllDispatchData,
  GatewayUserUpdateDispatchData,
} from "discord-api-types/v10";
import type { EntityCache } from "../caches/entity-cache.ts";
import { guildChannelsKey, guildRolesKey, memberKey, messageKey, userKey } from "./keys.ts";
import type { ResponseCache } from "./response-cache.ts";

const channel = ({ guild_id }: GatewayChannelUpdateDispatchData & { guild_id?: string }) =>
  guild_id === undefined ? [] : [guildChannelsKey(guild_id)];
const role = ({ guild_id }: Pick<GatewayGuildRoleDeleteDispatchData, "guild_id">) => [
  guildRolesKey(guild_id),
];
const message = ({ channel_id, id }: GatewayMessageDeleteDispatchData) => [messageKey(channel_id, id)];
/** A message says how often it was reacted to. */
const reaction = ({ channel_id, message_id }: GatewayMessageReactionRemoveAllDispatchData) => [
  messageKey(channel_id, message_id),
];

/** The keys under which is kept what a dispatch says has changed. */
const CHANGES: Readonly<Record<string, (data: never) => readonly string[]>> = {
  USER_UPDATE: ({ id }: GatewayUserUpdateDispatchData) => [userKey(id)],
  GUILD_MEMBER_UPDATE: ({ guild_id, user }: GatewayGuildMemberUpdateDispatchData) => [
    memberKey(guild_id, user.id),
    userKey(user.id),
  ],
  GUILD_MEMBER_REMOVE: ({ guild_id, user }: GatewayGuildMemberRemoveDispatchData) => [
    memberKey(guild_id, user.id),
  ],
  GUILD_DELETE: ({ id }: GatewayGuildDeleteDispatchData) => [guildChannelsKey(id), guildRolesKey(id)],
  CHANNEL_CREATE: channel,
  CHANNEL_UPDATE: channel,
  CHANNEL_DELETE: channel,
  GUILD_ROLE_CREATE: role,
  GUILD_ROLE_UPDATE: role,
  GUILD_ROLE_DELETE: role,
  MESSAGE_UPDATE: message,
  MESSAGE_DELETE: message,
  MESSAGE_DELETE_BULK: ({ channel_id, ids }: GatewayMessageDeleteBulkDispatchData) =>
    ids.map((id) => messageKey(channel_id, id)),
  MESSAGE_REACTION_ADD: reaction,
  MESSAGE_REACTION_REMOVE: reaction,
  MESSAGE_REACTION_REMOVE_ALL: reaction,
  MESSAGE_REACTION_REMOVE_EMOJI: reaction,
};

/** Drops what was read of Discord, and has changed since, before handlers hear of the change. */
export class ResponseChanges implements EntityCache<undefined> {
  readonly dispatches: readonly string[] = Object.keys(CHANGES);

  constructor(private readonly cache: ResponseCache) {}

  take(dispatch: string, data: never): undefined {
    this.cache.drop(CHANGES[dispatch]!(data));
  }
}
