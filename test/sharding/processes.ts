import type { Simulator, SimulatorOptions } from "../../simulator/index.ts";
import { type Built, simulator } from "../build/project.ts";
import type { AtEnd } from "../support/at-end-of-test.ts";
import { eventually } from "../support/eventually.ts";
import { RunningBot } from "../support/running-bot.ts";
import { guildsOfShards, type ShardGuild } from "./guilds.ts";

/** A bot that runs in several processes. */
export interface Processes {
  readonly sim: Simulator;
  /** One for each process, or for a manager. */
  readonly bots: readonly RunningBot[];
  /** One for each shard. */
  readonly guilds: readonly ShardGuild[];
  /** What a command answers in the guild of a shard. */
  readonly ask: Ask;
}

/** @param shard in whose guild the command is used; 0 when left out */
export type Ask = (command: string, shard?: number) => Promise<unknown>;

/** A simulator with a guild for each shard. */
export async function discordOf(
  shards: number,
  atEnd: AtEnd,
  options: SimulatorOptions = {},
): Promise<{ sim: Simulator; guilds: ShardGuild[] }> {
  const guilds = guildsOfShards(shards);
  const sim = await simulator(
    { guilds: guilds.map(({ seed }) => seed), maxConcurrency: 16, ...options },
    atEnd,
  );
  return { sim, guilds };
}

/** Uses commands and gives what they answer. */
export function commandsIn({ control }: Simulator, guilds: readonly ShardGuild[]): Ask {
  return async (command, shard = 0) => {
    const { guildId, channelId, userId } = guilds[shard]!;
    const { interactionId } = await control.slash({ command, guildId, channelId, user: userId });
    const { message } = await control.waitForResponse(interactionId, { timeout: 8_000, filled: true });
    return message?.["content"];
  };
}

/** Starts a built bot: so many processes with so many shards each. */
export async function startProcesses(
  { folder }: Built,
  atEnd: AtEnd,
  environment: Readonly<Record<string, string>>,
  [count, each]: readonly [processes: number, shards: number] = [4, 4],
  options: SimulatorOptions = {},
): Promise<Processes> {
  const total = count * each;
  const { sim, guilds } = await discordOf(total, atEnd, options);
  const bots: RunningBot[] = [];
  for (let i = 0; i < count; i++) {
    const SHARD_IDS = `${i * each}-${(i + 1) * each - 1}`;
    const TOTAL_SHARDS = String(total);
    const bot = await RunningBot.start(folder, sim, { ...environment, TOTAL_SHARDS, SHARD_IDS });
    atEnd(() => bot.kill());
    bots.push(bot);
  }
  await sim.control.waitForSessions(total, 30_000);
  await eventually(() => bots[0]!.log.some(({ msg }) => msg === "registered commands"));
  return { sim, bots, guilds, ask: commandsIn(sim, guilds) };
}
