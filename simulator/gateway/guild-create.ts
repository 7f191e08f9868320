import { GatewayIntentBits } from "discord-api-types/v10";
import type { GuildState } from "../world/guild-state.ts";
import type { Fields, Member } from "../world/model.ts";
import type { Session } from "./session.ts";

/** Above this many members, GUILD_CREATE lists no presences whatever the intents. */
const PRESENCE_LIMIT = 75_000;

/**
 * GUILD_CREATE for one session. Which members it lists:
 * - without GUILD_PRESENCES, or above 75,000 members: the bot and users in voice channels
 *   (https://discord.com/developers/docs/events/gateway-events#guild-create);
 * - with it: all of them up to `large_threshold`, beyond it only those who are not offline
 *   (https://discord.com/developers/docs/events/gateway-events#identify).
 */
export function guildCreate(guild: GuildState, session: Session, botId: string): Fields {
  const seesPresences = (session.intents & GatewayIntentBits.GuildPresences) !== 0;
  const withPresences = seesPresences && guild.memberCount <= PRESENCE_LIMIT;
  const large = guild.memberCount > session.largeThreshold;
  return {
    ...guild.toRest(),
    joined_at: guild.joinedAt,
    large,
    unavailable: false,
    member_count: guild.memberCount,
    voice_states: [...guild.voiceStates.values()],
    members: listedMembers(guild, botId, { withPresences, large }),
    channels: [...guild.channels.values()],
    threads: [...guild.threads.values()].filter((thread) => !thread.thread_metadata?.archived),
    presences: withPresences ? [...guild.presences.values()] : [],
    stage_instances: [...guild.stages.values()],
    guild_scheduled_events: [...guild.scheduledEvents.values()],
    soundboard_sounds: [],
  };
}

function listedMembers(
  guild: GuildState,
  botId: string,
  { withPresences, large }: { withPresences: boolean; large: boolean },
): Member[] {
  if (withPresences && !large) return [...guild.members.values()];
  const ids = new Set([botId, ...guild.voiceStates.keys(), ...(withPresences ? guild.presences.keys() : [])]);
  return [...ids].flatMap((id) => guild.members.get(id) ?? []);
}
