import { type APIApplication, Routes } from "discord-api-types/v10";
import { applyIdentity } from "../identity/apply-identity.ts";
import { runOnSchedule, type ScheduledRun } from "../schedule/run-on-schedule.ts";
import type { StartSchedule } from "../schedule/schedule.ts";
import { atStart } from "./at-start.ts";
import type { Bot } from "./bot.ts";
import type { Dispatcher } from "./dispatcher.ts";
import { registerCommands } from "./register-commands.ts";
import type { BotDefinition } from "./settings.ts";
import type { Duties } from "./shard-host.ts";

const MINUTE = 60_000; /* ms */

/** What a bot does once, however many shards and processes it has. */
export class BotDuties implements Duties {
  readonly #runs: ReadonlyArray<(start?: StartSchedule) => () => void>;
  readonly #identity: ReturnType<typeof identityOf>;
  #stops: (() => void)[] | undefined;
  #registered = false;

  /** @param base the bundle's address: pictures by path lie beside it */
  constructor(
    private readonly bot: Bot,
    private readonly definition: BotDefinition,
    dispatcher: Dispatcher,
    private readonly base: string,
  ) {
    const { events = [], jobs = [] } = definition;
    const scheduled = [...events.flatMap((handler) => handler.scheduled ?? []), ...jobs];
    this.#runs = [
      ...named(scheduled).map(
        ([run, name]) =>
          (start?: StartSchedule) =>
            runOnSchedule(bot, run, name, start),
      ),
      ...(dispatcher.handles("minute") ? [() => everyMinute(() => dispatcher.emit("minute", {}))] : []),
    ];
    this.#identity = identityOf(definition);
  }

  async begin(start?: StartSchedule): Promise<void> {
    this.#stops ??= this.#runs.map((run) => run(start));
    this.bot.timers?.begin();
    if (this.#registered) return;
    this.#registered = true;
    await Promise.all([register(this.bot, this.definition), this.#applyIdentity()]);
  }

  end(): void {
    for (const stop of this.#stops ?? []) stop();
    this.#stops = undefined;
    this.bot.timers?.end();
  }

  async #applyIdentity(): Promise<void> {
    if (this.#identity !== undefined) await applyIdentity(this.bot, this.#identity, this.base);
  }
}

/** Runs with a name each: several handlers of one event may have the same schedule. */
function named(runs: readonly ScheduledRun[]): (readonly [ScheduledRun, string])[] {
  const counts = new Map<string, number>();
  return runs.map((run) => {
    const count = (counts.get(run.handler) ?? 0) + 1;
    counts.set(run.handler, count);
    return [run, count === 1 ? run.handler : `${run.handler} ${count}`] as const;
  });
}

function identityOf({ identity }: BotDefinition) {
  return identity && atStart(identity);
}

function everyMinute(tick: () => void): () => void {
  const timer = setInterval(tick, MINUTE);
  timer.unref();
  return () => clearInterval(timer);
}

/** Registers the commands where they differ from what Discord has. */
async function register(bot: Bot, { registration }: BotDefinition): Promise<void> {
  if (registration === undefined) return;
  const applicationId =
    process.env["DISCORD_CLIENT_ID"] ??
    ((await bot.rest.get(Routes.currentApplication())) as APIApplication).id;
  const guildId = process.env["DISCORD_GUILD_ID"] || undefined;
  const changes = await registerCommands(bot.rest, applicationId, registration, { guildId });
  for (const change of changes) bot.log.info(change, "registered commands");
}
