/**
 * Events that the language's list of names has and that never happen: no interpreter emits them. With what to
 * use instead, where there is something.
 */
export const NEVER_EMITTED: ReadonlyMap<string, string | undefined> = new Map([
  ["guild_available", "use `ready`, which comes once the guilds have arrived"],
  ["guild_unavailable", undefined],
  ["guild_integrations_update", undefined],
  ["integration_create", undefined],
  ["integration_update", undefined],
  ["integration_delete", undefined],
  ["webhooks_update", undefined],
  ["auto_moderation_rule_create", undefined],
  ["auto_moderation_rule_update", undefined],
  ["auto_moderation_rule_delete", undefined],
  ["auto_moderation_action_execution", undefined],
  ["thread_list_sync", "use `thread_create`"],
  ["thread_members_update", "use `thread_member_update`, for the bot's own membership"],
  ["voice_server_update", "use `voice_state_update`"],
  ["guild_members_chunk", "use `member_join`"],
  ["message_reaction_remove_emoji", "use `message_reaction_remove` or `message_reaction_remove_all`"],
]);
