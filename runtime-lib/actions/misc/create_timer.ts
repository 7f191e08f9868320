import type { Context } from "../../contexts/context.ts";
import { FurlowError } from "../../errors/errors.ts";
import { TIMER_FIRE } from "../../events/timer_fire.ts";
import { storable } from "../../state/storable.ts";
import { attempt } from "../attempt.ts";

export interface CreateTimerOptions {
  /** The event; `timer_fire` when left out. */
  readonly event?: string;
  /** What the handlers get; what is no map is nothing. */
  readonly data?: unknown;
}

/** Longest name of a timer: an index of PostgreSQL takes little more. */
const LONGEST_ID = 500;

/** The last moment of JavaScript's calendar, in Unix milliseconds. */
const LAST_MOMENT = 8.64e15;

/** The ids that handlers have of where they run, and for whom. */
type Ids = Readonly<Partial<Record<"guildId" | "channelId" | "userId", string | null>>>;

/**
 * Has the handlers of an event run after so many milliseconds, in place of what was to run under the same name. Throws
 * ActionError.
 */
export async function createTimer(
  ctx: Context & Ids,
  id: string,
  duration: number,
  { event = TIMER_FIRE, data }: CreateTimerOptions = {},
): Promise<void> {
  await attempt(ctx, "create_timer", 1, async () => {
    if (id === "" || id.length > LONGEST_ID)
      throw new FurlowError("E3003", `The id of a timer has 1 to ${LONGEST_ID} characters`);
    const { guildId, channelId, userId } = ctx;
    await ctx.bot.timers!.create({
      id,
      event: event === "" ? TIMER_FIRE : event,
      data: kept(data),
      expiresAt: Math.min(Math.ceil(Date.now() + duration), LAST_MOMENT),
      guildId: guildId ?? undefined,
      channelId: channelId ?? undefined,
      userId: userId ?? undefined,
    });
  });
}

function kept(data: unknown): Readonly<Record<string, unknown>> {
  const isMap = typeof data === "object" && data !== null && !Array.isArray(data);
  return isMap ? (storable(data) as Readonly<Record<string, unknown>>) : {};
}
