import type { REST } from "@discordjs/rest";
import {
  type APIGatewayBotInfo,
  APIVersion,
  type GatewayIdentifyData,
  type GatewayPresenceUpdateData,
  type GatewaySendPayload,
} from "discord-api-types/v10";
import { gatewayInfo } from "./gateway-info.ts";
import { LocalIdentifyLimit } from "./identify-limit.ts";
import { Shard, type ShardListener } from "./shard.ts";

/** How the gateway is connected to. */
export interface GatewayOptions {
  readonly token: string;
  readonly intents: number;
  /** The shards that this process runs, of so many. */
  readonly shardIds: readonly number[];
  readonly shardCount: number;
  readonly presence?: GatewayPresenceUpdateData | undefined;
  /** Members from which on a guild is large, 50 to 250. */
  readonly largeThreshold?: number | undefined;
  /** Whether the connections use `zlib-stream`. */
  readonly compressed: boolean;
}

/** The shards of this process. */
export class Gateway {
  readonly #info: Promise<APIGatewayBotInfo>;
  readonly #shards = new Map<number, Shard>();

  /** Asks for the gateway's address at once, so that it is there when it is needed. */
  constructor(rest: REST, token: string) {
    this.#info = gatewayInfo(rest, token);
    // Whoever connects hears of a failure.
    this.#info.catch(() => {});
  }

  /** Connects all shards; resolves when each has been ready once. Throws when Discord does not let the bot in. */
  async connect(options: GatewayOptions, listener: ShardListener): Promise<void> {
    const { url, session_start_limit: limit } = await this.#info;
    const { shardIds, shardCount: count, compressed } = options;
    if (limit.remaining < shardIds.length) {
      const minutes = Math.ceil(limit.reset_after / 60_000);
      throw new Error(
        `Discord lets the bot start ${limit.remaining} more sessions in the next ${minutes} minutes`,
      );
    }
    const identifyLimit = new LocalIdentifyLimit(limit.max_concurrency);
    const identify = identifyOf(options);
    const query = `v=${APIVersion}&encoding=json${compressed ? "&compress=zlib-stream" : ""}`;
    for (const id of shardIds) {
      const settings = { id, count, url, query, compressed, identify };
      this.#shards.set(id, new Shard(settings, identifyLimit, listener));
    }
    await Promise.all([...this.#shards.values()].map((shard) => shard.start()));
  }

  /** Sends a payload over a shard once that is ready. */
  async send(shardId: number, payload: GatewaySendPayload): Promise<void> {
    const shard = this.#shards.get(shardId);
    if (shard === undefined) throw new RangeError(`this process does not run shard ${shardId}`);
    await shard.send(payload);
  }

  /** Closes all connections, and with them their sessions. */
  async close(): Promise<void> {
    await Promise.all([...this.#shards.values()].map((shard) => shard.stop()));
  }
}

function identifyOf({
  token,
  intents,
  presence,
  largeThreshold,
}: GatewayOptions): Omit<GatewayIdentifyData, "shard"> {
  return {
    token,
    intents,
    properties: { os: process.platform, browser: "furlow", device: "furlow" },
    ...(presence !== undefined && { presence }),
    ...(largeThreshold !== undefined && { large_threshold: largeThreshold }),
  };
}
