import { SimulatorError } from "../errors.ts";
import type { Gateway } from "../gateway/gateway.ts";
import type { RestApi } from "../rest/rest-api.ts";
import { placeMember } from "../world/build-guild.ts";
import { isEphemeral } from "../world/messages.ts";
import type { World } from "../world/world.ts";
import { channelChanges } from "./channel-changes.ts";
import { autocomplete, contextMenu, slash } from "./commands.ts";
import { button, modalSubmit, select } from "./components.ts";
import type { InteractionResponse, SimulatorControl } from "./control.ts";
import { addGuild, dropMember, joinMember, leaveMember, react, removeGuild, sendMessage } from "./events.ts";
import { corrupt, drop, invalidateSession, pauseHeartbeatAcks, reconnect, sessions } from "./faults.ts";
import { guildChanges } from "./guild-changes.ts";
import { liveChanges } from "./live-changes.ts";
import { guildById } from "./place.ts";

const PATIENCE = 5_000 /* ms */;

/** The control interface of a running simulator, in process. */
export function createControl(world: World, gateway: Gateway, rest: RestApi): SimulatorControl {
  return {
    ...stateControl(world, gateway),
    ...guildChanges(world),
    ...channelChanges(world),
    ...liveChanges(world),
    ...interactionControl(world),
    ...readingControl(world, gateway, rest),
    ...faultControl(gateway, rest),
  };
}

function stateControl(world: World, gateway: Gateway) {
  return {
    addGuild: async (seed = {}) => addGuild(world, gateway, seed),
    addMember: async (guildId, seed) => placeMember(world, guildById(world, guildId), seed),
    removeMember: async (guildId, userId) => void dropMember(guildById(world, guildId), userId),
    removeGuild: async (guildId, options) => removeGuild(world, guildId, options?.unavailable ?? false),
    sendMessage: async (call) => structuredClone(sendMessage(world, call)),
    joinMember: async (guildId, seed) => joinMember(world, guildId, seed),
    leaveMember: async (guildId, userId) => leaveMember(world, guildId, userId),
    react: async (call) => react(world, call),
    dispatch: async (event, data, target) => world.dispatch(event, data, target ?? {}),
  } satisfies Partial<SimulatorControl>;
}

function interactionControl(world: World) {
  return {
    slash: async (call) => slash(world, call),
    autocomplete: async (call) => autocomplete(world, call),
    contextMenu: async (call) => contextMenu(world, call),
    button: async (call) => button(world, call),
    select: async (call) => select(world, call),
    modalSubmit: async (call) => modalSubmit(world, call),
    waitForResponse: async (interactionId, options) => waitForResponse(world, interactionId, options ?? {}),
  } satisfies Partial<SimulatorControl>;
}

function readingControl(world: World, gateway: Gateway, rest: RestApi) {
  return {
    requests: async (filter) => rest.log.list(filter),
    waitFor: async (match, timeout) => rest.log.waitFor(match, timeout ?? PATIENCE),
    problems: async () => rest.log.problems(),
    messages: async (channelId) =>
      structuredClone(
        world
          .messagesOf(channelId)
          .all()
          .filter((message) => !isEphemeral(message)),
      ),
    commands: async (scope) => world.commands.list(scope?.guildId),
    sessions: async () => sessions(gateway),
    gatewayInfo: async () => {
      const { total, remaining, throttled } = gateway.limiter;
      return { url: gateway.url, sessionStartLimit: { total, remaining }, throttled };
    },
    waitForSessions: async (count, timeout) => {
      await gateway.whenConnected(count, timeout ?? PATIENCE);
      return sessions(gateway);
    },
    reset: async () => {
      rest.log.clear();
      rest.faults.clear();
      rest.limiter.clear();
      world.forgetHistory();
    },
  } satisfies Partial<SimulatorControl>;
}

function faultControl(gateway: Gateway, rest: RestApi) {
  return {
    drop: async (shardId, closeCode) => drop(gateway, shardId, closeCode ?? 4000),
    corrupt: async (shardId) => corrupt(gateway, shardId),
    reconnect: async (shardId) => reconnect(gateway, shardId),
    invalidateSession: async (shardId, options) =>
      invalidateSession(gateway, shardId, options?.resumable ?? false),
    pauseHeartbeatAcks: async (shardId, paused) => pauseHeartbeatAcks(gateway, shardId, paused),
    failNext: async (fault) => rest.faults.add(fault),
    rateLimitNext: async (fault) => rest.faults.add({ ...fault, status: 429 }),
    latency: async (milliseconds) => {
      rest.faults.latency = milliseconds;
    },
  } satisfies Partial<SimulatorControl>;
}

async function waitForResponse(
  world: World,
  interactionId: string,
  {
    timeout = PATIENCE,
    filled = false,
    followups = 0,
  }: NonNullable<Parameters<SimulatorControl["waitForResponse"]>[1]>,
): Promise<InteractionResponse> {
  const interaction = world.interactions.get(interactionId);
  if (!interaction) throw new SimulatorError("unknown_interaction", `no interaction ${interactionId}`);
  await world.interactions.when(
    interaction,
    (now) => now.answer !== undefined && !(filled && now.loading) && now.followups.length >= followups,
    timeout,
  );
  const { answer, message } = interaction;
  const type = answer?.type ?? 0;
  return structuredClone({
    type,
    data: answer?.data ?? null,
    message: message ?? null,
    followups: interaction.followups,
  });
}
