/** Whose uses a cooldown counts together, of commands and of events. */
export const COOLDOWN_SCOPES = ["user", "channel", "guild", "member", "global"] as const;

export type CooldownScope = (typeof COOLDOWN_SCOPES)[number];
