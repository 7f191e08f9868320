import type { Simulator } from "../../simulator/index.ts";
import { type AtEnd, type Built, simulator } from "../build/project.ts";
import { eventually } from "../support/eventually.ts";
import { RunningBot } from "../support/running-bot.ts";
import { guildsOfShards, type ShardGuild } from "./guilds.ts";

/** A bot that runs in several processes, each with as many shards. */
export interface Processes {
  readonly sim: Simulator;
  readonly bots: readonly RunningBot[];
  /** One for each shard. */
  readonly guilds: readonly ShardGuild[];
  /** What a command answers in the guild of a shard. */
  ask(command: string, shard?: number, timeout?: number): Promise<unknown>;
}

/** Starts a built bot: so many processes with so many shards each. */
export async function startProcesses(
  { folder }: Built,
  atEnd: AtEnd,
  environment: Readonly<Record<string, string>>,
  [count, each]: readonly [processes: number, shards: number] = [4, 4],
): Promise<Processes> {
  const total = count * each;
  const guilds = guildsOfShards(total);
  const sim = await simulator({ guilds: guilds.map(({ seed }) => seed), maxConcurrency: 16 }, atEnd);
  const bots: RunningBot[] = [];
  for (let i = 0; i < count; i++) {
    const SHARD_IDS = `${i * each}-${(i + 1) * each - 1}`;
    const bot = await RunningBot.start(folder, sim, {
      ...environment,
      TOTAL_SHARDS: String(total),
      SHARD_IDS,
    });
    atEnd(() => bot.kill());
    bots.push(bot);
  }
  const isReady = async () => (await sim.control.sessions()).length === total;
  await eventually(isReady, 30_000);
  const registered = (bot: RunningBot) => bot.log.some(({ msg }) => msg === "registered commands");
  await eventually(() => registered(bots[0]!));
  return {
    sim,
    bots,
    guilds,
    async ask(command, shard = 0, timeout = 8_000) {
      const { guildId, channelId, userId } = guilds[shard]!;
      const { interactionId } = await sim.control.slash({ command, guildId, channelId, user: userId });
      const { message } = await sim.control.waitForResponse(interactionId, { timeout, filled: true });
      return message?.["content"];
    },
  };
}
