/**
 * What metrics cost: the same bot with and without, in turn under the same load of events, and scraped meanwhile.
 * npm run bench:metrics [-- --turns 6] [-- --seconds 10] [-- --rate 1000]
 */
import { cpSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { packageRoot } from "../../compiler/4-emit/package-root.ts";
import { buildBot } from "../support/build.ts";
import { temporaryFolder, writeFiles } from "../support/temporary.ts";
import { BotProcess } from "./lib/bot-process.ts";
import { Loopback } from "./lib/loopback/loopback.ts";
import { CALLS, type CommandName } from "./lib/loopback/payloads.ts";
import { quantile } from "./lib/measure.ts";

const GUILDS = 200;
const TICK = 10; /* ms */
/** More often than most have it. */
const SCRAPE_EVERY = 5_000; /* ms */
const WARM_UP = 15_000; /* ms */
const NAMES = Object.keys(CALLS) as CommandName[];

/** What metrics may cost of a core. */
const TARGET = 0.02;

interface Side {
  readonly title: string;
  readonly bot: BotProcess;
  readonly loopback: Loopback;
  /** Seconds of the processor in a second, a turn each. */
  readonly used: number[];
}

/** One event in ten is a command, and one in twenty a message that is answered; the rest nobody answers. */
async function load({ loopback }: Side, rate: number, milliseconds: number): Promise<number> {
  const since = performance.now();
  const answers: Promise<unknown>[] = [];
  let sent = 0;
  for (;;) {
    const elapsed = performance.now() - since;
    for (; sent < (Math.min(elapsed, milliseconds) / 1_000) * rate; sent++) {
      if (sent % 10 === 0) answers.push(loopback.command(NAMES[(sent / 10) % NAMES.length]!, sent % GUILDS));
      else loopback.message(sent % 20 === 1 ? "!hello there" : "just chatting along", sent % GUILDS);
    }
    if (elapsed >= milliseconds) break;
    await sleep(TICK);
  }
  await Promise.all(answers);
  return sent;
}

async function build(folder: string, config: string): Promise<{ file: string; commands: object[] }> {
  cpSync(join(packageRoot(), "test/bench/bots/furlow"), folder, { recursive: true });
  writeFiles(folder, { "furlow.config.yaml": config });
  const { report, diagnostics } = await buildBot({ folder, packageRoot: packageRoot() });
  if (report === undefined) throw new Error(diagnostics.map(({ message }) => message).join("\n"));
  const bodies = JSON.parse(readFileSync(join(folder, "dist/commands.json"), "utf8")) as { body: object }[];
  const commands = bodies.map(({ body }, index) => ({
    id: `${1_400_000_000_000_000_000n + BigInt(index)}`,
    ...body,
  }));
  return { file: join(folder, "dist/bot.mjs"), commands };
}

async function start(title: string, folder: string, config: string): Promise<Side> {
  const { file, commands } = await build(folder, config);
  const loopback = await Loopback.start(commands);
  loopback.gateway.scene = { guilds: GUILDS, listing: "as-sent" };
  const bot = new BotProcess(file, {
    DISCORD_TOKEN: "token",
    DISCORD_API_URL: loopback.apiUrl,
    METRICS_PORT: "0",
    METRICS_HOST: "127.0.0.1",
  });
  await bot.ready();
  return { title, bot, loopback, used: [] };
}

/** Asks for the metrics on and on, as Prometheus does; gives what ends that. */
function scrapeOf({ bot }: Side): () => string {
  const line = bot.lines.find((each) => each.includes('"serving metrics"'));
  if (line === undefined) return () => "";
  const { port } = JSON.parse(line) as { port: number };
  let last = "";
  const ask = async () => {
    last = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  };
  // The last one may be cut off when the bot is ended.
  const timer = setInterval(() => void ask().catch(() => {}), SCRAPE_EVERY);
  return () => {
    clearInterval(timer);
    return last;
  };
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      turns: { type: "string", default: "6" },
      seconds: { type: "string", default: "10" },
      rate: { type: "string", default: "1000" },
    },
  });
  const [turns, seconds, rate] = [values.turns, values.seconds, values.rate].map(Number) as [
    number,
    number,
    number,
  ];
  const folder = temporaryFolder();
  const sides: Side[] = [];
  try {
    sides.push(await start("without", join(folder.path, "without"), ""));
    sides.push(
      await start("with", join(folder.path, "with"), "analytics: { prometheus: { enabled: true } }\n"),
    );
    const ends = sides.map(scrapeOf);
    for (const side of sides) await load(side, rate, WARM_UP);
    for (let turn = 0; turn < turns; turn++)
      for (const side of turn % 2 === 0 ? sides : [...sides].reverse()) {
        const before = side.bot.cpu;
        await load(side, rate, seconds * 1_000);
        side.used.push((side.bot.cpu - before) / seconds);
      }
    const [, text] = ends.map((end) => end());
    report(sides, rate, text!);
  } finally {
    for (const { bot, loopback } of sides) {
      await bot.stop();
      await loopback.close();
    }
    folder.remove();
  }
}

function report(sides: readonly Side[], rate: number, text: string): void {
  const say = (line: string) => process.stdout.write(`${line}\n`);
  const percent = (share: number) => `${(share * 100).toFixed(2)} %`;
  const [plain, measured] = sides.map(({ used }) => used) as [number[], number[]];
  // What disturbs the machine disturbs two turns that follow each other alike.
  const cost = quantile(
    measured.map((each, i) => each - plain[i]!),
    0.5,
  );
  say(`Node ${process.version}, ${rate} events a second, medians of ${sides[0]!.used.length} turns each`);
  for (const { title, used } of sides)
    say(`${title.padEnd(8)} ${percent(quantile(used, 0.5))} of a core (${used.map(percent).join(", ")})`);
  const share = cost / quantile(plain, 0.5);
  say(`metrics cost ${percent(cost)} of a core, ${percent(share)} of what the bot took`);
  say(`a scrape has ${text.split("\n").length} lines`);
  say(cost < TARGET ? "within 2 % of a core" : "MORE than 2 % of a core");
}

await main();
