import { logged } from "../build/project.ts";
import { eventually } from "../support/eventually.ts";
import type { RunningBot } from "../support/running-bot.ts";

/** What a test's bot is started with, so that it serves its metrics on a port of its own. */
export const METRICS_ENV = { METRICS_PORT: "0", METRICS_HOST: "127.0.0.1" } as const;

/** A value that Prometheus would read. */
export interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** What a scrape gives. */
export class Scrape {
  readonly samples: readonly Sample[];
  /** Types by the names of metrics. */
  readonly types: ReadonlyMap<string, string>;

  constructor(readonly text: string) {
    const lines = text.split("\n").filter((line) => line !== "");
    this.samples = lines.filter((line) => !line.startsWith("#")).map(sampleOf);
    this.types = new Map(
      lines
        .filter((line) => line.startsWith("# TYPE "))
        .map((line) => line.split(" ").slice(2, 4) as [string, string]),
    );
  }

  /** The samples of a name whose labels have these values. */
  all(name: string, labels: Readonly<Record<string, string>> = {}): Sample[] {
    const wanted = Object.entries(labels);
    return this.samples.filter(
      (sample) => sample.name === name && wanted.every(([label, value]) => sample.labels[label] === value),
    );
  }

  /** The sum of those. */
  value(name: string, labels: Readonly<Record<string, string>> = {}): number {
    return this.all(name, labels).reduce((sum, { value }) => sum + value, 0);
  }
}

const SAMPLE = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})? (\S+)$/;
const LABEL = /([a-zA-Z_]\w*)="((?:[^"\\]|\\.)*)"(?:,|$)/gy;

/** Throws for what is no line of Prometheus' text format. */
function sampleOf(line: string): Sample {
  const [, name, labels = "", value] = SAMPLE.exec(line) ?? [];
  if (name === undefined) throw new Error(`no sample: ${line}`);
  const found = [...labels.matchAll(LABEL)];
  if (found.reduce((length, [whole]) => length + whole.length, 0) !== labels.length)
    throw new Error(`no labels: ${line}`);
  const number = value === "+Inf" ? Number.POSITIVE_INFINITY : Number(value);
  return { name, labels: Object.fromEntries(found.map(([, label, text]) => [label!, text!])), value: number };
}

/** Where a bot serves its metrics. */
export async function addressOf(bot: RunningBot, path = "/metrics"): Promise<string> {
  const { port } = await logged(bot, ({ msg }) => msg === "serving metrics");
  return `http://127.0.0.1:${port}${path}`;
}

/** Asks a bot for its metrics. */
export async function scrape(bot: RunningBot, path?: string): Promise<Scrape> {
  const response = await fetch(await addressOf(bot, path));
  if (response.status !== 200) throw new Error(`${response.status} ${await response.text()}`);
  return new Scrape(await response.text());
}

/** Asks until what comes is as it should be. */
export async function scrapeUntil(bot: RunningBot, isRight: (scrape: Scrape) => boolean): Promise<Scrape> {
  let last: Scrape | undefined;
  await eventually(async () => {
    last = await scrape(bot).catch(() => undefined);
    return last !== undefined && isRight(last);
  }).catch((error: unknown) => {
    throw new Error(`${error}\n${last?.text}\n${bot.transcript()}`);
  });
  return last!;
}
