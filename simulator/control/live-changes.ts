import { SimulatorError } from "../errors.ts";
import { voiceState } from "../world/build-guild.ts";
import type { GuildState } from "../world/guild-state.ts";
import type { Fields } from "../world/model.ts";
import type { World } from "../world/world.ts";
import { guildById, sceneOf } from "./place.ts";
import type { PresenceCall, ScheduledEventSeed, VoiceCall, WorldControl } from "./world-control.ts";

const HOUR = 3_600_000; /* ms */

/** Changes of voice, presences, scheduled events and stages. */
export function liveChanges(world: World) {
  return {
    setVoice: async (call) => setVoice(world, call),
    setPresence: async (call) => setPresence(world, call),
    createScheduledEvent: async (guildId, seed) => createEvent(world, guildById(world, guildId), seed),
    updateScheduledEvent: async (guildId, id, change) => {
      const event = Object.assign(objectOf(guildById(world, guildId).scheduledEvents, id), change);
      world.dispatch("GUILD_SCHEDULED_EVENT_UPDATE", event, { guildId });
    },
    deleteScheduledEvent: async (guildId, id) => {
      const event = taken(guildById(world, guildId).scheduledEvents, id);
      world.dispatch("GUILD_SCHEDULED_EVENT_DELETE", event, { guildId });
    },
    followScheduledEvent: async (guildId, id, userId, follows = true) => {
      objectOf(guildById(world, guildId).scheduledEvents, id);
      const data = { guild_scheduled_event_id: id, user_id: userId, guild_id: guildId };
      world.dispatch(`GUILD_SCHEDULED_EVENT_USER_${follows ? "ADD" : "REMOVE"}`, data, { guildId });
    },
    openStage: async (guildId, channelId, topic) =>
      openStage(world, guildById(world, guildId), channelId, topic),
    updateStage: async (guildId, id, change) => {
      const stage = Object.assign(objectOf(guildById(world, guildId).stages, id), change);
      world.dispatch("STAGE_INSTANCE_UPDATE", stage, { guildId });
    },
    closeStage: async (guildId, id) => {
      const stage = taken(guildById(world, guildId).stages, id);
      world.dispatch("STAGE_INSTANCE_DELETE", stage, { guildId });
    },
  } satisfies Partial<WorldControl>;
}

function setVoice(world: World, call: VoiceCall): void {
  const { user, guild } = sceneOf(world, call.guildId ? { guildId: call.guildId } : {}, call.user);
  if (!guild) throw new SimulatorError("unknown_guild", "there is no guild to speak in");
  const before = guild.voiceStates.get(user.id);
  const channelId = call.channelId === undefined ? (before?.channel_id ?? null) : call.channelId;
  const given = {
    self_mute: call.selfMute,
    self_deaf: call.selfDeaf,
    self_video: call.selfVideo,
    self_stream: call.streaming,
    mute: call.mute,
    deaf: call.deaf,
  };
  const changes = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  const kept = channelId === null ? {} : before;
  const state = { ...voiceState(user.id, channelId), ...kept, ...changes, channel_id: channelId };
  if (channelId === null) guild.voiceStates.delete(user.id);
  else guild.voiceStates.set(user.id, state);
  const data = { ...state, guild_id: guild.id, member: guild.members.get(user.id) };
  world.dispatch("VOICE_STATE_UPDATE", data, { guildId: guild.id });
}

function setPresence(world: World, call: PresenceCall): void {
  const { user, guild } = sceneOf(world, call.guildId ? { guildId: call.guildId } : {}, call.user);
  if (!guild) throw new SimulatorError("unknown_guild", "there is no guild to be online in");
  const { status, activities = [] } = call;
  const client_status = status === "offline" ? {} : { desktop: status };
  const presence = { user: { id: user.id }, status, activities, client_status };
  if (status === "offline") guild.presences.delete(user.id);
  else guild.presences.set(user.id, presence);
  world.dispatch("PRESENCE_UPDATE", { ...presence, guild_id: guild.id }, { guildId: guild.id });
}

function createEvent(world: World, guild: GuildState, seed: ScheduledEventSeed): Fields & { id: string } {
  const { user } = sceneOf(world, { guildId: guild.id }, seed.creator);
  const start = seed.startsAt ?? new Date(Date.now() + HOUR).toISOString();
  const event = {
    id: seed.id ?? world.ids.next(),
    guild_id: guild.id,
    channel_id: seed.channelId ?? null,
    creator_id: user.id,
    creator: user,
    name: seed.name,
    description: seed.description ?? null,
    scheduled_start_time: start,
    scheduled_end_time: seed.endsAt ?? null,
    privacy_level: 2,
    status: 1,
    entity_type: seed.channelId ? 2 : 3,
    entity_id: null,
    entity_metadata: seed.location ? { location: seed.location } : null,
    image: null,
    recurrence_rule: null,
  };
  guild.scheduledEvents.set(event.id, event);
  world.dispatch("GUILD_SCHEDULED_EVENT_CREATE", event, { guildId: guild.id });
  return event;
}

function openStage(
  world: World,
  guild: GuildState,
  channelId: string,
  topic: string,
): Fields & { id: string } {
  const place = { id: world.ids.next(), guild_id: guild.id, channel_id: channelId };
  const stage = {
    ...place,
    topic,
    privacy_level: 2,
    discoverable_disabled: true,
    guild_scheduled_event_id: null,
  };
  guild.stages.set(stage.id, stage);
  world.dispatch("STAGE_INSTANCE_CREATE", stage, { guildId: guild.id });
  return stage;
}

function objectOf(objects: Map<string, Fields>, id: string): Fields {
  const known = objects.get(id);
  if (!known) throw new SimulatorError("bad_request", `nothing with the id ${id}`);
  return known;
}

function taken(objects: Map<string, Fields>, id: string): Fields {
  const known = objectOf(objects, id);
  objects.delete(id);
  return known;
}
