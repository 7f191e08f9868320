import type { Bot } from "../bot/bot.ts";
import type { Nameable } from "../bot/named-handler.ts";
import type { Schedule, StartSchedule } from "./schedule.ts";

const startHere: StartSchedule = (_name, schedule, tick) => schedule.start(tick);

/** Something that runs on a schedule. */
export interface ScheduledRun extends Nameable {
  /** What it is called in the log. */
  readonly handler: string;
  readonly schedule: Schedule;
  run(bot: Bot): Promise<void>;
}

/**
 * Starts it; what this returns ends it. A moment that comes while a run is under way is passed over.
 * @param name what no other run of the bot is called
 * @param start what starts it, where that is not this process alone
 */
export function runOnSchedule(
  bot: Bot,
  { handler, schedule, run }: ScheduledRun,
  name: string,
  start: StartSchedule = startHere,
): () => void {
  let running = false;
  return start(name, schedule, () => {
    if (bot.work.stopped) return;
    if (running) {
      bot.log.debug({ handler }, "the last run on schedule is still under way: this one is passed over");
      return;
    }
    running = true;
    bot.work.start(handler, async () => {
      try {
        await run(bot);
      } finally {
        running = false;
      }
    });
  });
}
