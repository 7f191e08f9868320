import { GatewayDispatchEvents, type GatewayDispatchPayload } from "discord-api-types/v10";
import { ResponseChanges } from "../cache/changes.ts";
import type { Before, Caches } from "../caches/caches.ts";
import type { EntityCache } from "../caches/entity-cache.ts";
import { GuildArrivals } from "../caches/guild-arrivals.ts";
import type { Slice } from "../caches/slice.ts";
import type { EventHandler } from "../events/event-handler.ts";
import type { HandlerFailure, RuntimeEvents } from "../events/runtime-events.ts";
import { Interactions, type InteractionTargets } from "../interactions/interactions.ts";
import type { Claims } from "../sessions/claims.ts";
import type { Interaction } from "../types.ts";
import type { Bot } from "./bot.ts";
import type { Origin, Right } from "./origin.ts";
import { ReadyGate } from "./ready-gate.ts";
import type { Work } from "./work.ts";

export interface DispatchTargets {
  readonly interactions: InteractionTargets;
  readonly events: readonly EventHandler[];
  readonly caches: Caches;
  /** Whether Discord sends the guilds after READY, so that the bot is ready once they are here. */
  readonly receivesGuilds: boolean;
}

/** What is to be done on one kind of dispatch. */
interface Plan {
  readonly caches: (readonly [name: string, cache: EntityCache])[];
  readonly handlers: EventHandler[];
}

const NOTHING_BEFORE: Before = {};

/** What handlers run on that run on everything. */
export const ANY_EVENT = "*";

/** What handlers of failures run on. */
const FAILURES: ReadonlySet<string> = new Set<keyof RuntimeEvents>(["handler_failed", "handler_stopped"]);

/** Brings what the gateway sends to the caches and handlers; a failing handler disturbs no other. */
export class Dispatcher {
  /** By dispatch; what nobody asks for costs one look into it. */
  readonly #plans = new Map<string, Plan>();
  readonly #interactions: Interactions;
  readonly #work: Work;
  /** Handlers that run on everything. */
  readonly #ofAny: readonly EventHandler[];
  /** What holds READY back; none when Discord sends no guilds. */
  readonly #gate: ReadyGate | undefined;
  /** By name, what goes along with a session to the process that resumes it. */
  readonly slices: ReadonlyMap<string, Slice>;
  /** All handlers of events, in the order of the document. */
  readonly handlers: readonly EventHandler[];
  /** Is told of the handlers that run, where another process could have to run them again. */
  claims: Claims | undefined;
  /** Under what handlers of a shard run that is taken over, where there is something. */
  rightOf: ((shardId: number) => Right | undefined) | undefined;

  constructor(
    private readonly bot: Bot,
    targets: DispatchTargets,
  ) {
    this.#work = bot.work;
    this.#work.onFailure((failure, stopped) => this.#tellOf(failure, stopped));
    this.#interactions = new Interactions(bot, targets.interactions, targets.events);
    this.handlers = targets.events;
    this.#ofAny = targets.events.filter(({ dispatch }) => dispatch === ANY_EVENT);
    for (const handler of targets.events)
      if (handler.dispatch !== ANY_EVENT) this.#plan(handler.dispatch).handlers.push(handler);
    const arrivals = new GuildArrivals();
    if (targets.receivesGuilds)
      this.#gate = new ReadyGate((payload, origin) => {
        // Where it was held back in another process, the right is this one's.
        const right = origin.right ?? this.rightOf?.(origin.shardId);
        void this.#begin(payload, right === undefined ? origin : { ...origin, right });
      });
    this.slices = new Map<string, Slice>([
      ...Object.entries(targets.caches),
      ["joined", arrivals],
      ...(this.#gate === undefined ? [] : [["held", this.#gate] as const]),
    ]);
    this.#plan(GatewayDispatchEvents.InteractionCreate);
    const caches: [string, EntityCache][] = Object.entries(targets.caches);
    if (bot.cache?.keepsReads) caches.push(["responses", new ResponseChanges(bot.cache)]);
    for (const [name, cache] of [["joined", arrivals] as const, ...caches])
      for (const dispatch of cache.dispatches) this.#plan(dispatch).caches.push([name, cache]);
  }

  /**
   * Takes in one dispatch. Handlers run on while the next ones arrive; the promise is of them all and never fails,
   * and there is none when none of them runs.
   */
  dispatch(payload: GatewayDispatchPayload, origin: Origin): Promise<void> | undefined {
    const plan = this.#plans.get(payload.t) ?? (this.#ofAny.length > 0 ? this.#plan(payload.t) : undefined);
    if (plan === undefined) return undefined;
    const before = plan.caches.length === 0 ? NOTHING_BEFORE : takeIn(plan, payload);
    if (this.#gate?.holdsBack(payload, origin)) return undefined;
    return this.#begin(payload, origin, plan, before);
  }

  /** Whether nothing runs any more. */
  get stopped(): boolean {
    return this.#work.stopped;
  }

  /**
   * Runs the handlers of a dispatch again that another process has taken in and could not finish: what the caches have
   * of it, they have already.
   */
  again(payload: GatewayDispatchPayload, origin: Origin, before: Before): Promise<void> | undefined {
    return this.#handle(payload, origin, this.#plan(payload.t), before);
  }

  /** Whether a dispatch is of use to a cache or a handler. */
  wants(dispatch: string): boolean {
    return this.#ofAny.length > 0 || this.#plans.has(dispatch);
  }

  /** Runs the handlers of what the runtime tells of itself. */
  emit<Name extends keyof RuntimeEvents>(name: Name, data: RuntimeEvents[Name]): void {
    const plan = this.#plans.get(name);
    if (plan !== undefined && !this.#work.stopped) this.#run(plan.handlers, data, NOTHING_BEFORE, undefined);
  }

  /** Whether any handler runs on what the runtime tells. */
  handles(name: keyof RuntimeEvents): boolean {
    return this.#plans.has(name);
  }

  #plan(dispatch: string): Plan {
    const known = this.#plans.get(dispatch);
    if (known !== undefined) return known;
    const plan: Plan = { caches: [], handlers: [] };
    this.#plans.set(dispatch, plan);
    return plan;
  }

  #begin(
    payload: GatewayDispatchPayload,
    origin: Origin,
    plan = this.#plan(payload.t),
    before = NOTHING_BEFORE,
  ): Promise<void> | undefined {
    const { meter } = this.bot;
    const since = meter === undefined ? 0 : performance.now();
    const begins = origin.right?.begins;
    const work =
      begins === undefined
        ? this.#handle(payload, origin, plan, before)
        : begins.then(() => this.#handle(payload, origin, plan, before));
    if (work !== undefined) {
      meter?.handling(payload.t, since, work);
      // What waits has come to a process before, as far as anyone knows: it may be what that has died of.
      this.claims?.add(payload, origin, before, work, undefined, begins && 1);
    }
    return work;
  }

  #handle(
    payload: GatewayDispatchPayload,
    origin: Origin,
    plan: Plan,
    before: Before,
  ): Promise<void> | undefined {
    if (this.#work.stopped) return undefined;
    const { tracer } = this.bot;
    if (tracer === undefined) return this.#runAll(payload, origin, plan, before);
    return tracer.event(payload.t, payload.d, origin, () => this.#runAll(payload, origin, plan, before));
  }

  #runAll(
    { t, d }: GatewayDispatchPayload,
    origin: Origin,
    plan: Plan,
    before: Before,
  ): Promise<void> | undefined {
    const ofAny =
      this.#ofAny.length === 0
        ? undefined
        : this.#run(this.#ofAny, { name: t, data: d }, NOTHING_BEFORE, origin);
    const own =
      t === GatewayDispatchEvents.InteractionCreate
        ? this.#answer(d as unknown as Interaction, origin)
        : this.#run(plan.handlers, d, before, origin);
    return ofAny === undefined ? own : Promise.all([ofAny, own]).then(() => {});
  }

  #answer(interaction: Interaction, origin: Origin): Promise<void> | undefined {
    const work = this.#interactions.handle(interaction, origin);
    if (work !== undefined) this.#work.track(work);
    return work;
  }

  /** Handlers of one dispatch run in their order, one after another; those it is none of the business of cost no promise. */
  #run(
    handlers: readonly EventHandler[],
    data: unknown,
    before: Before,
    origin: Origin | undefined,
    first = 0,
  ): Promise<void> | undefined {
    for (let i = first; i < handlers.length; i++) {
      const handler = handlers[i]!;
      const work = this.#start(handler, data, before, origin);
      if (work === undefined) continue;
      let done = work.catch((error: unknown) =>
        this.#work.report(error, handler.dispatch, undefined, origin),
      );
      if (i + 1 < handlers.length) done = done.then(() => this.#run(handlers, data, before, origin, i + 1));
      this.#work.track(done);
      return done;
    }
    return undefined;
  }

  /** Failures of handlers that are about failures themselves nobody is told of. */
  #tellOf(failure: HandlerFailure, stopped: boolean): void {
    if (!FAILURES.has(failure.handler)) this.emit(stopped ? "handler_stopped" : "handler_failed", failure);
  }

  #start(
    handler: EventHandler,
    data: unknown,
    before: Before,
    origin: Origin | undefined,
  ): Promise<void> | undefined {
    try {
      return handler.run(this.bot, data as never, before, origin);
    } catch (error) {
      return this.#work.report(error, handler.dispatch, undefined, origin);
    }
  }
}

/** Has the caches take in a dispatch, and gives what they held before. */
function takeIn({ caches }: Plan, payload: GatewayDispatchPayload): Before {
  const before: Record<string, unknown> = {};
  for (const [name, cache] of caches) before[name] = cache.take(payload.t, payload.d as never);
  return before;
}
