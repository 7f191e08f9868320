import type { REST } from "@discordjs/rest";
import {
  type APIGatewayBotInfo,
  APIVersion,
  type GatewayPresenceUpdateData,
  type GatewaySendPayload,
} from "discord-api-types/v10";
import type { Meter } from "../metrics/meter.ts";
import { gatewayInfo } from "./gateway-info.ts";
import { type IdentifyLimit, LocalIdentifyLimit } from "./identify-limit.ts";
import type { Session } from "./session.ts";
import { type LeftShard, Shard, type ShardListener, type ShardSettings } from "./shard.ts";
import type { ShardStatus } from "./shard-status.ts";

/** How the gateway is connected to. */
export interface GatewayOptions {
  readonly token: string;
  readonly intents: number;
  /** How many shards there are, over all processes. */
  readonly shardCount: number;
  /** Members from which on a guild is large, 50 to 250. */
  readonly largeThreshold?: number | undefined;
  /** Whether the connections use `zlib-stream`. */
  readonly compressed: boolean;
}

/** What a shard begins with. */
export interface ShardStart {
  /** What it shows at first. */
  readonly presence?: GatewayPresenceUpdateData | undefined;
  /** A session that it resumes, if Discord still has it. */
  readonly session?: Session | undefined;
}

type Prepared = Omit<ShardSettings, "id" | "presence">;

/** The shards of this process. */
export class Gateway {
  /** What Discord says of the gateway: its address, how many shards it recommends, and how many may start. */
  readonly info: Promise<APIGatewayBotInfo>;
  readonly #shards = new Map<number, Shard>();
  #prepared: Prepared | undefined;
  #limit: IdentifyLimit | undefined;
  #listener: ShardListener | undefined;

  /** Asks for the gateway's address at once, so that it is there when it is needed. */
  constructor(
    rest: REST,
    token: string,
    private readonly meter?: Meter,
  ) {
    this.info = gatewayInfo(rest, token);
    // Whoever connects hears of a failure.
    this.info.catch(() => {});
  }

  /**
   * Says how shards connect from now on.
   * @param limit when shards may IDENTIFY; by default as a bot may that runs in one process
   */
  async open(options: GatewayOptions, listener: ShardListener, limit?: IdentifyLimit): Promise<void> {
    const { url, session_start_limit: starts } = await this.info;
    const { shardCount: count, compressed } = options;
    const query = `v=${APIVersion}&encoding=json${compressed ? "&compress=zlib-stream" : ""}`;
    const { meter } = this;
    this.#prepared = { count, url, query, compressed, identify: identifyOf(options), meter };
    this.#limit = limit ?? new LocalIdentifyLimit(starts.max_concurrency);
    this.#listener = listener;
  }

  /** Connects a shard, which stays connected from then on; resolves when it is ready for the first time. */
  async run(id: number, { presence, session }: ShardStart = {}): Promise<void> {
    const shard = new Shard({ ...this.#prepared!, id, presence }, this.#limit!, this.#listener!, session);
    this.#shards.set(id, shard);
    await shard.start();
  }

  /** The session of a shard as it is now; undefined when it has none. */
  sessionOf(id: number): Session | undefined {
    return this.#shards.get(id)?.session;
  }

  /** How the shards of this process are doing, those that have begun to connect. */
  get statuses(): readonly ShardStatus[] {
    return [...this.#shards.values()].map(({ status }) => status);
  }

  /** Resolves when no IDENTIFY of a shard is under way. */
  async settled(id: number): Promise<void> {
    await this.#shards.get(id)?.settled();
  }

  /** Ends a shard's connection at once, of which the session goes on; one that has not connected yet has none. */
  leave(id: number): LeftShard {
    const shard = this.#shards.get(id);
    this.#shards.delete(id);
    return shard?.leave() ?? { session: undefined, closed: Promise.resolve() };
  }

  /** Has a shard begin a new session. */
  renew(id: number): void {
    this.#shards.get(id)?.invalidSession(false);
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

function identifyOf({ token, intents, largeThreshold }: GatewayOptions): ShardSettings["identify"] {
  return {
    token,
    intents,
    properties: { os: process.platform, browser: "furlow", device: "furlow" },
    ...(largeThreshold !== undefined && { large_threshold: largeThreshold }),
  };
}
