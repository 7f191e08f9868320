/**
 * What the language reference has and this compiler does not implement yet. Using one is a
 * "not supported yet" error with its position, not an unknown name. An entry leaves this list when its
 * definition arrives; a test fails on a name that is in both places.
 */
export const planned: Readonly<
  Record<"actions" | "functions" | "transforms" | "events" | "roots", readonly string[]>
> = {
  actions: words(`edit_message delete_message update_message add_reaction add_reactions remove_reaction
    clear_reactions bulk_delete emit show_modal shard_eval cache_invalidate`),
  functions: words("env t"),
  transforms: [] as readonly string[],
  events: words(`shard_ready shard_disconnect shard_error guild_create guild_delete guild_update member_update
    guild_member_update member_boost member_unboost member_ban guild_ban_add member_unban
    guild_ban_remove message_update message_edit message_delete message_delete_bulk message_bulk_delete
    message_reaction_add reaction_add message_reaction_remove reaction_remove
    message_reaction_remove_all channel_create channel_delete channel_update channel_pins_update
    thread_create thread_delete thread_update thread_member_update role_create role_delete role_update
    guild_role_create guild_role_update guild_role_delete emoji_create emoji_delete emoji_update
    guild_emojis_update sticker_create sticker_delete sticker_update guild_stickers_update invite_create
    invite_delete voice_join voice_leave voice_move voice_stream_start voice_stream_stop
    voice_state_update presence_update typing_start scheduled_event_create scheduled_event_delete
    scheduled_event_update scheduled_event_user_add scheduled_event_user_remove
    guild_scheduled_event_create guild_scheduled_event_update guild_scheduled_event_delete
    guild_scheduled_event_user_add guild_scheduled_event_user_remove stage_instance_create
    stage_instance_delete stage_instance_update button_click select_menu modal_submit interaction_create
    scheduler_tick voice_track_start voice_track_end voice_queue_empty timer_fire automod_triggered
    error warn level_up xp_gain moderation_action member_welcomed member_goodbye giveaway_end poll_end
    reminder_due ticket_create_confirmed`),
  roots: words(`custom_id customId component_type values selected fields modal_values target theme event data
    error errorMessage results result automod timer track queue old_message oldMessage newMessage reaction
    emoji role thread invite presence old_member oldMember newMember`),
};

function words(text: string): readonly string[] {
  return text.trim().split(/\s+/);
}
