import type { Bot } from "../bot/bot.ts";
import { Timers } from "./timers.ts";
import { timersOf } from "./timers-of.ts";

/** Timers that are kept with the bot's state. Throws E4004. */
export async function durableTimers(bot: Bot): Promise<Timers> {
  return new Timers(bot, await timersOf(bot.store));
}
