import type { Bot } from "../bot/bot.ts";
import { FurlowError } from "../errors/errors.ts";
import type { Quota } from "../quota.ts";
import { answersOf, type ShardAnswer, type ShardQuestion } from "./shard-script.ts";

export interface AskOptions {
  /** The number of a shard, a list of them, or `all`. */
  readonly target?: unknown;
  /** Milliseconds until those that have not answered count as failed. */
  readonly timeout?: number | undefined;
  /** Of who asks; each shard has its own when left out. */
  readonly quota?: Quota;
}

const TIMEOUT = 5_000; /* ms */

/**
 * Asks shards, wherever they run, and gives the answers in their order, as JSON holds them. Throws E3003, which names the
 * shards that gave none, and why.
 */
export async function askShards<T>(
  bot: Bot,
  question: ShardQuestion,
  { target, timeout = TIMEOUT, quota }: AskOptions = {},
): Promise<T[]> {
  const { cluster, shard } = bot;
  const asked = wanted(shard.count, target);
  const here = asked.filter((id) => shard.ids.includes(id));
  const elsewhere = asked.filter((id) => !shard.ids.includes(id));
  const [own, others] = await Promise.all([
    inTime(answersOf(bot, question, here, quota), here, timeout),
    elsewhere.length === 0 ? undefined : cluster?.ask(question, elsewhere, timeout),
  ]);
  return valuesOf(new Map(asked.map((id) => [id, own.get(id) ?? others?.get(id) ?? UNREACHABLE])));
}

const UNREACHABLE: ShardAnswer = {
  failure: "it runs in another process, which cannot be reached: set REDIS_URL",
};

/** What the shards of this process say within so many milliseconds. */
async function inTime(
  answers: ReturnType<typeof answersOf>,
  shards: readonly number[],
  timeout: number,
): Promise<ReadonlyMap<number, ShardAnswer>> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<ReadonlyMap<number, ShardAnswer>>((resolve) => {
    const silent: ShardAnswer = { failure: `no answer within ${timeout} ms` };
    timer = setTimeout(() => resolve(new Map(shards.map((id) => [id, silent]))), timeout);
  });
  try {
    return await Promise.race([answers.then((each) => new Map(each)), late]);
  } finally {
    clearTimeout(timer);
  }
}

/** The values, when every shard has one. */
function valuesOf<T>(answers: ReadonlyMap<number, ShardAnswer>): T[] {
  const reasons = new Map<string, number[]>();
  for (const [id, answer] of answers)
    if ("failure" in answer) reasons.set(answer.failure, [...(reasons.get(answer.failure) ?? []), id]);
  if (reasons.size === 0)
    return [...answers.values()].map((answer) => ("value" in answer ? answer.value : null) as T);
  const told = [...reasons].map(
    ([reason, ids]) => `${ids.length === 1 ? "shard" : "shards"} ${ids.join(", ")}: ${reason}`,
  );
  const causes = [...answers.values()].map((answer) => ("error" in answer ? answer.error : undefined));
  throw new FurlowError("E3003", told.join("; "), { cause: causes.find((error) => error !== undefined) });
}

function wanted(count: number, target: unknown): readonly number[] {
  const all = Array.from({ length: count }, (_, id) => id);
  if (target === undefined || target === null || target === "all") return all;
  const ids = (Array.isArray(target) ? target : [target]).map(Number);
  const missing = ids.find((id) => !all.includes(id));
  if (missing === undefined) return all.filter((id) => ids.includes(id));
  throw new FurlowError("E3003", `there is no shard ${missing}: of ${count} the last is ${count - 1}`);
}
