import {
  GatewayDispatchEvents,
  type GatewayDispatchPayload,
  type GatewayReadyDispatch,
} from "discord-api-types/v10";
import type { Origin } from "./origin.ts";

/** Guilds in an outage never arrive; after so long without a further one the bot is ready all the same. */
const PATIENCE = 15_000 /* ms */;

/**
 * Holds READY back until the guilds it announces have arrived: handlers of `ready` may ask for them. It then
 * lists those that have not.
 */
export class ReadyGate {
  readonly #awaited = new Set<string>();
  #held: GatewayReadyDispatch | undefined;
  #origin: Origin | undefined;
  #timer: NodeJS.Timeout | undefined;

  /** @param release called with READY when it is time */
  constructor(private readonly release: (payload: GatewayReadyDispatch, origin: Origin) => void) {}

  /** Looks at a dispatch; true when it is READY and comes later. */
  holdsBack(payload: GatewayDispatchPayload, origin: Origin): boolean {
    if (payload.t === GatewayDispatchEvents.Ready) return this.#begin(payload, origin);
    if (this.#held === undefined) return false;
    if (payload.t === GatewayDispatchEvents.GuildCreate || payload.t === GatewayDispatchEvents.GuildDelete) {
      this.#awaited.delete(payload.d.id);
      if (this.#awaited.size === 0) this.#end();
      else this.#wait();
    }
    return false;
  }

  #begin(payload: GatewayReadyDispatch, origin: Origin): boolean {
    this.#origin = origin;
    this.#awaited.clear();
    for (const guild of payload.d.guilds) this.#awaited.add(guild.id);
    if (this.#awaited.size === 0) return false;
    this.#held = payload;
    this.#wait();
    return true;
  }

  #wait(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#end(), PATIENCE).unref();
  }

  #end(): void {
    clearTimeout(this.#timer);
    const held = this.#held;
    this.#held = undefined;
    if (held === undefined) return;
    // What has arrived by now is no longer to be waited for.
    const guilds = held.d.guilds.filter(({ id }) => this.#awaited.has(id));
    this.release({ ...held, d: { ...held.d, guilds } }, this.#origin!);
  }
}
