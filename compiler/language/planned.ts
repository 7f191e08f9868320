/**
 * What the language reference has and this compiler does not implement yet. Using one is a
 * "not supported yet" error with its position, not an unknown name. An entry leaves this list when its
 * definition arrives; a test fails on a name that is in both places.
 */
export const planned: Readonly<
  Record<"actions" | "functions" | "transforms" | "events" | "roots", readonly string[]>
> = {
  actions: [] as readonly string[],
  functions: words("env t"),
  transforms: [] as readonly string[],
  events:
    words(`voice_track_start voice_track_end voice_queue_empty automod_triggered level_up xp_gain moderation_action member_welcomed
    member_goodbye giveaway_end poll_end reminder_due ticket_create_confirmed`),
  roots: words("automod track queue"),
};

function words(text: string): readonly string[] {
  return text.split(/\s+/).filter((word) => word !== "");
}
