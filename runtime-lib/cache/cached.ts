import type { Bot } from "../bot/bot.ts";

/**
 * What is kept under a key, where the bot keeps what it reads, else what `compute` gives: anything that JSON can hold.
 * @param key one that a function in `keys.ts` made
 */
export async function cached<T>(bot: Bot, key: string, compute: () => Promise<T>): Promise<T> {
  return bot.cache === undefined ? await compute() : await bot.cache.read(key, compute);
}
