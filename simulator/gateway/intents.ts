import { GatewayIntentBits as Intent } from "discord-api-types/v10";

/** All intents that exist; another bit in IDENTIFY closes with 4013. */
export const KNOWN_INTENTS: number = Object.values(Intent)
  .filter((bit): bit is Intent => typeof bit === "number")
  .reduce((all, bit) => all | bit, 0);

/** Intents an application must be approved for; else 4014. */
export const PRIVILEGED_INTENTS: number = Intent.GuildMembers | Intent.GuildPresences | Intent.MessageContent;

/** The list of https://discord.com/developers/docs/events/gateway#list-of-intents, by intent. */
const GUILD_EVENTS: readonly (readonly [number, readonly string[]])[] = [
  [
    Intent.Guilds,
    [
      ...["GUILD_CREATE", "GUILD_UPDATE", "GUILD_DELETE"],
      ...["GUILD_ROLE_CREATE", "GUILD_ROLE_UPDATE", "GUILD_ROLE_DELETE"],
      ...["CHANNEL_CREATE", "CHANNEL_UPDATE", "CHANNEL_DELETE", "CHANNEL_PINS_UPDATE"],
      ...["THREAD_CREATE", "THREAD_UPDATE", "THREAD_DELETE", "THREAD_LIST_SYNC", "THREAD_MEMBER_UPDATE"],
      ...["STAGE_INSTANCE_CREATE", "STAGE_INSTANCE_UPDATE", "STAGE_INSTANCE_DELETE"],
    ],
  ],
  [Intent.Guilds | Intent.GuildMembers, ["THREAD_MEMBERS_UPDATE"]],
  [Intent.GuildMembers, ["GUILD_MEMBER_ADD", "GUILD_MEMBER_UPDATE", "GUILD_MEMBER_REMOVE"]],
  [Intent.GuildModeration, ["GUILD_AUDIT_LOG_ENTRY_CREATE", "GUILD_BAN_ADD", "GUILD_BAN_REMOVE"]],
  [
    Intent.GuildExpressions,
    [
      ...["GUILD_EMOJIS_UPDATE", "GUILD_STICKERS_UPDATE", "GUILD_SOUNDBOARD_SOUND_CREATE"],
      ...["GUILD_SOUNDBOARD_SOUND_UPDATE", "GUILD_SOUNDBOARD_SOUND_DELETE", "GUILD_SOUNDBOARD_SOUNDS_UPDATE"],
    ],
  ],
  [
    Intent.GuildIntegrations,
    ["GUILD_INTEGRATIONS_UPDATE", "INTEGRATION_CREATE", "INTEGRATION_UPDATE", "INTEGRATION_DELETE"],
  ],
  [Intent.GuildWebhooks, ["WEBHOOKS_UPDATE"]],
  [Intent.GuildInvites, ["INVITE_CREATE", "INVITE_DELETE"]],
  [Intent.GuildVoiceStates, ["VOICE_CHANNEL_EFFECT_SEND", "VOICE_STATE_UPDATE"]],
  [Intent.GuildPresences, ["PRESENCE_UPDATE"]],
  [Intent.GuildMessages, ["MESSAGE_CREATE", "MESSAGE_UPDATE", "MESSAGE_DELETE", "MESSAGE_DELETE_BULK"]],
  [
    Intent.GuildMessageReactions,
    [
      ...["MESSAGE_REACTION_ADD", "MESSAGE_REACTION_REMOVE"],
      ...["MESSAGE_REACTION_REMOVE_ALL", "MESSAGE_REACTION_REMOVE_EMOJI"],
    ],
  ],
  [Intent.GuildMessageTyping, ["TYPING_START"]],
  [
    Intent.GuildScheduledEvents,
    [
      ...["GUILD_SCHEDULED_EVENT_CREATE", "GUILD_SCHEDULED_EVENT_UPDATE", "GUILD_SCHEDULED_EVENT_DELETE"],
      ...["GUILD_SCHEDULED_EVENT_USER_ADD", "GUILD_SCHEDULED_EVENT_USER_REMOVE"],
    ],
  ],
  [
    Intent.AutoModerationConfiguration,
    ["AUTO_MODERATION_RULE_CREATE", "AUTO_MODERATION_RULE_UPDATE", "AUTO_MODERATION_RULE_DELETE"],
  ],
  [Intent.AutoModerationExecution, ["AUTO_MODERATION_ACTION_EXECUTION"]],
  [Intent.GuildMessagePolls, ["MESSAGE_POLL_VOTE_ADD", "MESSAGE_POLL_VOTE_REMOVE"]],
];

const DIRECT_EVENTS: readonly (readonly [number, readonly string[]])[] = [
  [Intent.DirectMessages, ["MESSAGE_CREATE", "MESSAGE_UPDATE", "MESSAGE_DELETE", "CHANNEL_PINS_UPDATE"]],
  [
    Intent.DirectMessageReactions,
    [
      ...["MESSAGE_REACTION_ADD", "MESSAGE_REACTION_REMOVE"],
      ...["MESSAGE_REACTION_REMOVE_ALL", "MESSAGE_REACTION_REMOVE_EMOJI"],
    ],
  ],
  [Intent.DirectMessageTyping, ["TYPING_START"]],
  [Intent.DirectMessagePolls, ["MESSAGE_POLL_VOTE_ADD", "MESSAGE_POLL_VOTE_REMOVE"]],
];

const GUILD_INTENT_OF: ReadonlyMap<string, number> = byEvent(GUILD_EVENTS);
const DIRECT_INTENT_OF: ReadonlyMap<string, number> = byEvent(DIRECT_EVENTS);

/**
 * The intents of which a session needs at least one to receive an event; 0 when it needs none.
 * @param inGuild whether the event happened in a guild, as opposed to a direct message
 */
export function intentsFor(event: string, inGuild: boolean): number {
  return (inGuild ? GUILD_INTENT_OF : DIRECT_INTENT_OF).get(event) ?? 0;
}

function byEvent(groups: typeof GUILD_EVENTS): Map<string, number> {
  return new Map(groups.flatMap(([intents, events]) => events.map((event) => [event, intents] as const)));
}
