import { nameable } from "../bot/named-handler.ts";
import { Context } from "../contexts/context.ts";
import type { Run } from "../events/event-handler.ts";
import type { ScheduledRun } from "./run-on-schedule.ts";
import type { Schedule } from "./schedule.ts";

export interface JobSettings {
  readonly cron: Schedule;
  /** Asked each time; what is not truthy passes over it. */
  readonly when?: (ctx: Context) => unknown;
  /** Milliseconds of wall clock, instead of the default. */
  readonly timeout?: number;
}

/** Something that a bot does on a schedule, once however many processes it has. */
export function job(name: string, { cron, when, timeout }: JobSettings, body: Run<Context>): ScheduledRun {
  const { run, nameAs } = nameable(body);
  return {
    nameAs,
    handler: name,
    schedule: cron,
    async run(bot) {
      const ctx = new Context(bot, timeout);
      const wanted = async () => {
        if (when === undefined || (await when(ctx))) await run(ctx);
      };
      await bot.work.watch(ctx, wanted());
    },
  };
}
