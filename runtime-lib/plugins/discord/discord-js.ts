import type { ResponseLike } from "@discordjs/rest";
import type { GatewaySendPayload } from "discord-api-types/v10";

/*
 * What is used of discord.js 14. With its own types the declarations of the runtime would name them, also those of what
 * has nothing to do with it, and bots without discord.js have none.
 */

interface Collection<Each> {
  delete(id: number): unknown;
  sweep(isGone: (each: Each) => boolean): unknown;
}

/** A Client. */
export interface DiscordClient {
  readonly options: { shards?: unknown; shardCount?: number };
  readonly ws: { readonly shards: Collection<unknown> };
  readonly channels: { readonly cache: Collection<{ readonly guild?: { readonly shardId: number } }> };
  readonly guilds: { readonly cache: Collection<{ readonly shardId: number }> };
  on(event: "error", run: (error: unknown) => void): unknown;
  emit(...event: unknown[]): boolean;
  login(token: string): Promise<unknown>;
}

/** The manager of `@discordjs/ws` 1, which discord.js brings. */
export interface Manager {
  readonly options: { shardIds: readonly number[] };
  getShardIds(force: boolean): Promise<readonly number[]>;
  emit(event: string, data: object): void;
}

/** How a manager has its shards run. */
export interface Strategy {
  spawn(): void;
  connect(): void;
  destroy(): void;
  fetchStatus(): ReadonlyMap<number, unknown>;
  send(shardId: number, payload: GatewaySendPayload): unknown;
}

export type Request = (url: string, init: RequestInit) => Promise<ResponseLike>;

/** Part of `ClientOptions`. */
export interface DiscordClientOptions {
  readonly intents: number;
  readonly allowedMentions: object;
  readonly ws: { readonly buildStrategy: (manager: Manager) => Strategy };
  readonly rest: { readonly makeRequest: Request; readonly [option: string]: unknown };
}

export type DiscordClientClass = new (options: DiscordClientOptions) => DiscordClient;
