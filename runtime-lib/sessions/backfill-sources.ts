import { type APIGuildScheduledEvent, type APIThreadList, Routes } from "discord-api-types/v10";
import type { Caches } from "../caches/caches.ts";
import type { GatewayGuild } from "../types.ts";

/** A request for a guild, and what GUILD_CREATE would have of its answer. */
interface GuildRequest {
  readonly route: (guildId: string) => `/${string}`;
  readonly part: (answer: never) => Partial<GatewayGuild>;
}

export const GUILD_REQUESTS = {
  guild: { route: Routes.guild, part: (guild: Partial<GatewayGuild>) => guild },
  channels: {
    route: Routes.guildChannels,
    part: (channels: GatewayGuild["channels"]) => ({ channels }),
  },
  threads: {
    route: Routes.guildActiveThreads,
    part: ({ threads }: APIThreadList) => ({ threads }) as Partial<GatewayGuild>,
  },
  scheduledEvents: {
    route: Routes.guildScheduledEvents,
    part: (events: APIGuildScheduledEvent[]) => ({ guild_scheduled_events: events }),
  },
} as const satisfies Record<string, GuildRequest>;

export type GuildRequestName = keyof typeof GUILD_REQUESTS;

/** Where that comes from which a cache lacks, without a new session. */
export interface Source {
  /** Requests that together bring it. */
  readonly from: readonly GuildRequestName[];
  /** Fields that only a new session brings, or that would be counted twice. */
  readonly butNot?: readonly string[];
}

/** `begins empty`: a new session brings nothing of it either. */
export type CacheSource = Source | "begins empty" | "new session";

/**
 * By cache. Presences, voice states and live stages are nowhere to be asked for by guild; which members a session has
 * been told of is known to that session only.
 */
const SOURCES: Readonly<Record<keyof Caches, CacheSource>> = {
  guilds: { from: ["guild"], butNot: ["joined_at", "large", "member_count", "unavailable"] },
  roles: { from: ["guild"] },
  emojis: { from: ["guild"] },
  stickers: { from: ["guild"] },
  channels: { from: ["channels", "threads"], butNot: ["member"] },
  scheduled_events: { from: ["scheduledEvents"], butNot: ["user_count"] },
  messages: "begins empty",
  members: "new session",
  presences: "new session",
  voice_states: "new session",
  stage_instances: "new session",
};

/** The source of a slice that is a cache; undefined of another one. */
export function sourceOf(slice: string): CacheSource | undefined {
  return (SOURCES as Readonly<Record<string, CacheSource>>)[slice];
}

/** The requests that some caches need of a guild. */
export function requestsFor(caches: Iterable<string>): Set<GuildRequestName> {
  const names = new Set<GuildRequestName>();
  for (const cache of caches) {
    const source = sourceOf(cache);
    if (typeof source === "object") for (const name of source.from) names.add(name);
  }
  return names;
}
