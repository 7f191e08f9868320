import { setTimeout as sleep } from "node:timers/promises";
import { BotProcess } from "./bot-process.ts";
import type { Loopback } from "./loopback/loopback.ts";
import { CALLS, type CommandName, type MemberListing } from "./loopback/payloads.ts";
import type { Opponent } from "./opponents.ts";

/** How much is measured. */
export interface Effort {
  /** How often each bot is started in each scene. */
  readonly rounds: number;
  /** How often each bot is started for the time to IDENTIFY. */
  readonly starts: number;
  /** Guilds of the scenes that the bots are started in. */
  readonly guilds: readonly number[];
  /** Under load the bots take turns; so many turns each, of so much of everything. */
  readonly turns: number;
  readonly commands: number;
  readonly messages: number;
  readonly updates: number;
  /** Commands sent one after the other at an even pace, for their latency. */
  readonly paced: number;
}

/** Measured values by figure: one for each round, start or turn. */
export type Samples = Record<string, number[]>;

/** An opponent with a Discord of its own. */
export interface Stand {
  readonly opponent: Opponent;
  readonly loopback: Loopback;
  readonly samples: Samples;
}

const IN_FLIGHT = 16;
/** Turns that warm a bot up, which compiles what it runs often. */
const WARM_UP = 3;
/** Guilds that load comes from; each has a channel of its own, whose messages go out one after another. */
const BUSY_GUILDS = 200;
const PACE = 5; /* ms */
/** How long memory may settle before it is read. */
const SETTLE = 1_000; /* ms */
const IDENTIFY_TIMEOUT = 30_000; /* ms */
const NAMES = Object.keys(CALLS) as CommandName[];
/** One message in so many is answered. */
const WANTED_EVERY = 10;
const WINDOW = 30; /* answers that are awaited at once */

/** A bot that is ready, and what it took to come as far as IDENTIFY. */
export interface Started {
  readonly bot: BotProcess;
  readonly toIdentify: number /* ms */;
  readonly cpuToIdentify: number /* ms */;
}

/** Starts an opponent in a scene, ready. */
export async function startIn(
  loopback: Loopback,
  { file }: Opponent,
  guilds: number,
  listing: MemberListing,
  flags: readonly string[] = [],
): Promise<Started> {
  loopback.gateway.scene = { guilds, listing };
  const identified = loopback.gateway.identified(IDENTIFY_TIMEOUT);
  const bot = new BotProcess(file, { DISCORD_TOKEN: "token", DISCORD_API_URL: loopback.apiUrl }, flags);
  try {
    const toIdentify = (await identified) - bot.startedAt;
    const cpuToIdentify = bot.cpu * 1_000;
    await bot.ready();
    return { bot, toIdentify, cpuToIdentify };
  } catch (error) {
    await bot.stop();
    throw error;
  }
}

function note({ samples }: Stand, figure: string, value: number): void {
  samples[figure] = [...(samples[figure] ?? []), value];
}

/** Starts a bot in one guild, to see how long it takes to IDENTIFY. */
export async function measureIdentify(stand: Stand): Promise<void> {
  const { bot, toIdentify, cpuToIdentify } = await startIn(stand.loopback, stand.opponent, 1, "as-sent");
  await bot.stop();
  note(stand, "identify", toIdentify);
  note(stand, "cpu to identify", cpuToIdentify);
}

/** Starts a bot in many guilds. */
export async function measureStart(stand: Stand, guilds: number, listing: MemberListing): Promise<void> {
  const { bot } = await startIn(stand.loopback, stand.opponent, guilds, listing);
  note(stand, `cpu to ready, ${guilds} ${listing}`, bot.cpu);
  await sleep(SETTLE);
  note(stand, `rss, ${guilds} ${listing}`, bot.rss);
  await bot.stop();
}

/** Puts the bots under load in turn: what disturbs the machine meanwhile disturbs them alike. */
export async function measureLoad(stands: readonly Stand[], effort: Effort): Promise<void> {
  const bots = new Map<Stand, BotProcess>();
  try {
    for (const stand of stands)
      bots.set(stand, (await startIn(stand.loopback, stand.opponent, BUSY_GUILDS, "as-sent")).bot);
    await inTurn(bots, effort, "commands", effort.commands, runCommands);
    await inTurn(bots, effort, "messages", effort.messages, writeMessages);
    await inTurn(bots, effort, "unwanted", effort.updates, updateMembers);
    for (const [stand, bot] of bots) note(stand, "rss under load", bot.rss);
    const turns = Math.ceil(effort.turns / 3);
    for (let turn = 0; turn < turns; turn++)
      for (const stand of rotated(stands, turn)) {
        const latencies = await paceCommands(stand.loopback, effort.paced);
        note(stand, "p50", quantile(latencies, 0.5));
        note(stand, "p99", quantile(latencies, 0.99));
      }
  } finally {
    for (const bot of bots.values()) await bot.stop();
  }
}

async function inTurn(
  bots: ReadonlyMap<Stand, BotProcess>,
  { turns }: Effort,
  figure: string,
  count: number,
  run: (loopback: Loopback, count: number) => Promise<void>,
): Promise<void> {
  for (const { loopback } of bots.keys()) await run(loopback, count * WARM_UP);
  for (let turn = 0; turn < turns; turn++)
    for (const [stand, bot] of rotated([...bots], turn)) {
      const before = bot.cpu;
      await run(stand.loopback, count);
      note(stand, figure, count / (bot.cpu - before));
    }
}

/** Commands, a fixed number of them under way at each moment. */
export async function runCommands(loopback: Loopback, count: number): Promise<void> {
  let sent = 0;
  const user = async () => {
    while (sent < count) {
      const number = sent++;
      await loopback.command(NAMES[number % NAMES.length]!, number % BUSY_GUILDS);
    }
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, user));
}

/** Messages of which every tenth is answered; no more are sent than the bot keeps up with. */
export async function writeMessages(loopback: Loopback, count: number): Promise<void> {
  let awaited = 0;
  let more = () => {};
  loopback.onMessage = () => {
    awaited--;
    more();
  };
  for (let number = 0; number < count; number++) {
    const wanted = number % WANTED_EVERY === 0;
    if (wanted) {
      while (awaited >= WINDOW) await new Promise<void>((resolve) => (more = resolve));
      awaited++;
    }
    loopback.message(
      wanted ? "!hello there" : "just chatting along about nothing in particular",
      number % BUSY_GUILDS,
    );
  }
  while (awaited > 0) await new Promise<void>((resolve) => (more = resolve));
}

/** Dispatches that the bot has no handler for; a command after each lot says when they are through. */
export async function updateMembers(loopback: Loopback, count: number): Promise<void> {
  const lot = 500;
  for (let number = 0; number < count; number++) {
    loopback.gateway.dispatch("GUILD_MEMBER_UPDATE", loopback.payloads.memberUpdate(number % BUSY_GUILDS));
    if (number % lot === lot - 1) await loopback.command("count", 0);
  }
}

async function paceCommands(loopback: Loopback, count: number): Promise<number[]> {
  const answers = [];
  for (let number = 0; number < count; number++) {
    answers.push(loopback.command(NAMES[number % NAMES.length]!, number % BUSY_GUILDS));
    await sleep(PACE);
  }
  return (await Promise.all(answers)).map(({ latency }) => latency);
}

/** @param share from 0 to 1 */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** Each round begins with another opponent, so that none has the machine when it is quiet. */
export function rotated<T>(list: readonly T[], round: number): T[] {
  const start = round % list.length;
  return [...list.slice(start), ...list.slice(0, start)];
}
