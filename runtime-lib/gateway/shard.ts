import { setTimeout as sleep } from "node:timers/promises";
import {
  GatewayCloseCodes,
  GatewayDispatchEvents,
  type GatewayDispatchPayload,
  type GatewayIdentifyData,
  GatewayOpcodes,
  type GatewayPresenceUpdateData,
  type GatewayReadyDispatchData,
  type GatewaySendPayload,
} from "discord-api-types/v10";
import type { Meter } from "../metrics/meter.ts";
import { isFatalClose } from "./close-codes.ts";
import { Connection, type ConnectionListener, RESUMABLE } from "./connection.ts";
import type { IdentifyLimit, IdentifyTurn } from "./identify-limit.ts";
import type { Session } from "./session.ts";
import { ShardPulse, type ShardStatus } from "./shard-status.ts";

const TIMEOUTS = { hello: 60_000 /* ms */, ready: 15_000 /* ms */ } as const;

/** Pauses before connecting again: none at first, then longer from failure to failure. */
const BACKOFF = {
  first: 500 /* ms */,
  longest: 30_000 /* ms */,
  /** A connection that was ready for so long was no failure. */
  stable: 10_000 /* ms */,
} as const;

/** After so many failures in a row the session's own address counts as gone. */
const RESUME_ATTEMPTS = 3;

/** Close codes after which Discord has forgotten the session. */
const ENDING: ReadonlySet<number> = new Set([
  1_000,
  1_001,
  GatewayCloseCodes.NotAuthenticated,
  GatewayCloseCodes.InvalidSeq,
  GatewayCloseCodes.SessionTimedOut,
]);

const ALWAYS_WANTED: ReadonlySet<string> = new Set([
  GatewayDispatchEvents.Ready,
  GatewayDispatchEvents.Resumed,
]);

/** What a shard identifies and connects with. */
export interface ShardSettings {
  readonly id: number;
  readonly count: number;
  /** Address of the gateway, for a new session. */
  readonly url: string;
  /** Version, encoding and compression. */
  readonly query: string;
  readonly compressed: boolean;
  readonly identify: Omit<GatewayIdentifyData, "shard" | "presence">;
  /** What it shows at first. */
  readonly presence?: GatewayPresenceUpdateData | undefined;
  /** Is told of what comes, of a bot with metrics. */
  readonly meter?: Meter | undefined;
}

/** A shard that has been left. */
export interface LeftShard {
  /** As it was then; undefined when there was none. */
  readonly session: Session | undefined;
  /** Resolves when the connection is closed. */
  readonly closed: Promise<void>;
}

/** What shards tell of. */
export interface ShardListener {
  /** Whether anybody reads this dispatch. */
  wants(dispatch: string): boolean;
  dispatch(payload: GatewayDispatchPayload, shardId: number): void;
  /** @param latency milliseconds of a round trip */
  heartbeat(latency: number, shardId: number): void;
  failed(error: Error, shardId: number): void;
  closed(code: number, shardId: number): void;
}

/** One shard: it connects, identifies or resumes, and does so again whenever the connection ends. */
export class Shard implements ConnectionListener {
  #session: Session | undefined;
  #connection: Connection | undefined;
  #ready = false;
  /** By `performance.now()`; 0 until it is ready for the first time. */
  #readyAt = 0;
  readonly #pulse = new ShardPulse();
  #stopped = false;
  #failures = 0;
  /** Runs while a step of Discord's is awaited. */
  #timer: NodeJS.Timeout | undefined;
  /** As long as an IDENTIFY is under way. */
  #turn: IdentifyTurn | undefined;
  #unsettled: (() => void)[] = [];
  #whenClosed: (code: number) => void = () => {};
  #waiting: (() => void)[] = [];

  /** @param session one that another process has begun, to go on with if Discord still has it */
  constructor(
    private readonly settings: ShardSettings,
    private readonly limit: IdentifyLimit,
    private readonly listener: ShardListener,
    session?: Session,
  ) {
    this.#session = session === undefined ? undefined : { ...session };
  }

  /** Connects, and stays connected until it is stopped; resolves when it is ready for the first time. */
  start(): Promise<void> {
    void this.#stayConnected();
    return this.#becomesReady();
  }

  /** Closes the connection for good. */
  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#connection?.close(1_000, "stopping");
  }

  /** Closes the connection so that the session can be resumed elsewhere: nothing is taken in any more. */
  leave(): LeftShard {
    this.#stopped = true;
    const closed = this.#connection?.close(RESUMABLE, "handing over") ?? Promise.resolve();
    return { session: this.session, closed };
  }

  /** Resolves when no IDENTIFY is under way: before, a session may begin of which nobody would know. */
  async settled(): Promise<void> {
    if (this.#turn !== undefined) await new Promise<void>((resolve) => this.#unsettled.push(resolve));
  }

  /** The session as it is now. */
  get session(): Session | undefined {
    return this.#session === undefined ? undefined : { ...this.#session };
  }

  /** How it is doing now. */
  get status(): ShardStatus {
    return this.#pulse.status(this.settings.id, this.#ready, this.#readyAt > 0);
  }

  /** Sends a payload once the shard is ready and the limit allows it. */
  async send(payload: GatewaySendPayload): Promise<void> {
    for (;;) {
      if (!this.#ready) await this.#becomesReady();
      if (await this.#connection?.send(payload)) return;
    }
  }

  get sequence(): number | null {
    return this.#session?.sequence ?? null;
  }

  wants(dispatch: string): boolean {
    return ALWAYS_WANTED.has(dispatch) || this.listener.wants(dispatch);
  }

  hello(period: number): void {
    this.#pulse.beats(period);
    clearTimeout(this.#timer);
    if (this.#session === undefined) void this.#identify();
    else this.#resume(this.#session);
  }

  dispatch(payload: GatewayDispatchPayload): void {
    this.settings.meter?.dispatched(this.settings.id, payload.t);
    if (payload.t === GatewayDispatchEvents.Ready) this.#begin(payload.d, payload.s);
    if (payload.t === GatewayDispatchEvents.Resumed) this.#becameReady("resumed");
    this.listener.dispatch(payload, this.settings.id);
    // Only now: what was not taken in is to be sent again.
    this.#took(payload.s);
  }

  passed(sequence: number, dispatch: string): void {
    this.settings.meter?.dispatched(this.settings.id, dispatch);
    this.#took(sequence);
  }

  #took(sequence: number): void {
    if (this.#session !== undefined) this.#session.sequence = sequence;
  }

  reconnect(): void {
    void this.#connection?.close(RESUMABLE, "told to reconnect");
  }

  invalidSession(resumable: boolean): void {
    this.#ready = false;
    this.#answered();
    if (resumable && this.#session !== undefined) return this.#resume(this.#session);
    this.#session = undefined;
    this.#failures++;
    void this.#connection?.close(1_000, "the session is not valid");
  }

  heartbeat(latency: number): void {
    this.#pulse.acknowledged(latency);
    this.listener.heartbeat(latency, this.settings.id);
  }

  failed(error: Error): void {
    this.listener.failed(error, this.settings.id);
  }

  closed(code: number): void {
    clearTimeout(this.#timer);
    this.#answered();
    this.#connection = undefined;
    if (this.#ready && performance.now() - this.#readyAt > BACKOFF.stable) this.#failures = 0;
    this.#ready = false;
    if (ENDING.has(code)) this.#session = undefined;
    this.listener.closed(code, this.settings.id);
    this.#whenClosed(code);
  }

  async #stayConnected(): Promise<void> {
    while (!this.#stopped) {
      const code = await this.#live();
      if (isFatalClose(code)) this.#stopped = true;
      if (this.#stopped) return;
      await sleep(pauseAfter(this.#failures++));
    }
  }

  /** One connection, from its opening to its end; gives the close code. */
  #live(): Promise<number> {
    const { url, query, compressed } = this.settings;
    const own = this.#failures < RESUME_ATTEMPTS ? this.#session?.resumeUrl : undefined;
    return new Promise((resolve) => {
      this.#whenClosed = resolve;
      this.#connection = new Connection(`${own ?? url}?${query}`, compressed, this);
      this.#expect("HELLO", TIMEOUTS.hello);
    });
  }

  async #identify(): Promise<void> {
    const { id, count, identify, presence } = this.settings;
    const connection = this.#connection;
    // When it has closed meanwhile, the next one asks again.
    const isWanted = () => connection === this.#connection && !this.#stopped;
    const turn = await this.limit.wait(id, isWanted);
    if (turn === undefined) return;
    if (!isWanted()) return turn.over(false);
    this.#turn = turn;
    const d = {
      ...identify,
      shard: [id, count] as [number, number],
      ...(presence !== undefined && { presence }),
    };
    connection?.sendNow({ op: GatewayOpcodes.Identify, d });
    this.#expect("READY", TIMEOUTS.ready);
  }

  #resume({ id, sequence }: Session): void {
    const d = { token: this.settings.identify.token, session_id: id, seq: sequence };
    this.#connection?.sendNow({ op: GatewayOpcodes.Resume, d });
  }

  #begin({ session_id, resume_gateway_url }: GatewayReadyDispatchData, sequence: number): void {
    const { count } = this.settings;
    this.#answered();
    this.#session = { id: session_id, resumeUrl: resume_gateway_url, shardCount: count, sequence };
    this.#becameReady("identified");
  }

  /** Whatever there was to an IDENTIFY, Discord has seen it. */
  #answered(): void {
    this.#turn?.over(true);
    this.#turn = undefined;
    for (const resolve of this.#unsettled.splice(0)) resolve();
  }

  #becameReady(how: "identified" | "resumed"): void {
    this.settings.meter?.connected(this.settings.id, how);
    clearTimeout(this.#timer);
    this.#ready = true;
    this.#readyAt = performance.now();
    for (const resolve of this.#waiting.splice(0)) resolve();
  }

  #becomesReady(): Promise<void> {
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  /** Gives up a connection on which something does not come in time. */
  #expect(what: string, timeout: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.failed(new Error(`${what} did not come within ${timeout / 1_000} s`));
      void this.#connection?.close(RESUMABLE, `no ${what}`);
    }, timeout);
  }
}

/** Milliseconds: the first attempt follows at once, the later ones spread so that shards do not come all together. */
function pauseAfter(failures: number): number {
  if (failures === 0) return 0;
  return Math.min(BACKOFF.longest, BACKOFF.first * 2 ** (failures - 1)) * (0.5 + Math.random() / 2);
}
