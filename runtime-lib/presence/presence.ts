import {
  ActivityType,
  type GatewayActivityUpdateData,
  type GatewayPresenceUpdateData,
  PresenceUpdateStatus,
} from "discord-api-types/v10";
import type { PresenceContext } from "./presence-context.ts";

/** What the bot shows beside its name. */
export interface ShownPresence {
  readonly status: "online" | "idle" | "dnd" | "invisible";
  readonly activity?: Activity;
}

export interface Activity {
  readonly type: "playing" | "streaming" | "listening" | "watching" | "custom" | "competing";
  readonly text?: string;
  /** A second line; of `custom` the text, where it has none. */
  readonly state?: string;
  /** Of `streaming`, at Twitch or YouTube. */
  readonly url?: string;
}

/** A presence that stays as it is, or one that is found out anew from time to time. */
export interface PresenceSource {
  /** Whether it can change while the bot runs. */
  readonly changes: boolean;
  /** Whether it can only be told once the bot has connected and its guilds are here. */
  readonly onceReady: boolean;
  evaluate(ctx: PresenceContext): ShownPresence | Promise<ShownPresence>;
}

/** A presence that never changes. */
export function fixedPresence(presence: ShownPresence): PresenceSource {
  return { changes: false, onceReady: false, evaluate: () => presence };
}

type Evaluate = PresenceSource["evaluate"];

/** A presence that depends on what the bot knows; `(evaluate)` and `(settings, evaluate)` are both accepted. */
export function changingPresence(
  ...args: [evaluate: Evaluate] | [settings: { readonly onceReady?: boolean }, evaluate: Evaluate]
): PresenceSource {
  const [settings, evaluate] = args.length === 1 ? [{ onceReady: false }, args[0]] : args;
  return { changes: true, onceReady: settings.onceReady ?? false, evaluate };
}

const TYPES = {
  playing: ActivityType.Playing,
  streaming: ActivityType.Streaming,
  listening: ActivityType.Listening,
  watching: ActivityType.Watching,
  custom: ActivityType.Custom,
  competing: ActivityType.Competing,
} as const;

const STATUSES = {
  online: PresenceUpdateStatus.Online,
  idle: PresenceUpdateStatus.Idle,
  dnd: PresenceUpdateStatus.DoNotDisturb,
  invisible: PresenceUpdateStatus.Invisible,
} as const;

/** Discord shows the state of a custom activity, and wants a name all the same. */
const CUSTOM_NAME = "Custom Status";

/** Most characters that Discord takes of a text; what a template gives may be longer. */
const MAXIMUM_TEXT = 128;

/** The payload of IDENTIFY and of a presence update. */
export function presencePayload({ status, activity }: ShownPresence): GatewayPresenceUpdateData {
  const activities = activity === undefined ? [] : [activityPayload(activity)];
  return { since: null, activities, status: STATUSES[status], afk: false };
}

function activityPayload({ type, text, state, url }: Activity): GatewayActivityUpdateData {
  if (type === "custom")
    return { type: TYPES[type], name: CUSTOM_NAME, state: shortened(text ?? state ?? "") };
  return {
    type: TYPES[type],
    name: shortened(text ?? ""),
    ...(state !== undefined && { state: shortened(state) }),
    ...(url !== undefined && { url }),
  };
}

function shortened(text: string): string {
  const characters = [...text];
  return characters.length <= MAXIMUM_TEXT ? text : `${characters.slice(0, MAXIMUM_TEXT - 3).join("")}...`;
}
