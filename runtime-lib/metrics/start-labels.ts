import type { Bot } from "../bot/bot.ts";
import { Context } from "../contexts/context.ts";
import { messageOf } from "../errors/errors.ts";
import type { Logger } from "../log/logger.ts";

/** The value of a label: known, or computed once the bot has its shards. */
export type StartLabel = string | ((ctx: Context) => string | Promise<string>);

/** A label that tells of a shard: it is right where the process has exactly one. */
export interface ShardLabel {
  readonly ofShard: (ctx: Context) => string | Promise<string>;
}

export type StartLabels = Readonly<Record<string, StartLabel | ShardLabel>>;

/** Whether all of them are known before the bot has its shards. */
export function areKnown(labels: StartLabels): labels is Readonly<Record<string, string>> {
  return Object.values(labels).every((label) => typeof label === "string");
}

/** Those that are known before the bot has its shards. */
export function knownLabels(labels: StartLabels): Record<string, string> {
  return Object.fromEntries(
    Object.entries(labels).filter((entry): entry is [string, string] => typeof entry[1] === "string"),
  );
}

/** Works the labels out, once and for all; what cannot be told is left out, and the log says so. */
export async function computedLabels(
  labels: StartLabels,
  bot: Bot,
  log: Logger,
): Promise<Record<string, string>> {
  const values: Record<string, string> = {};
  const ctx = new Context(bot);
  for (const [name, label] of Object.entries(labels)) {
    if (typeof label === "object" && !hasOneShard(bot)) {
      const why = bot.shardsMove ? "which shards it runs changes" : `it runs ${bot.shard.ids.length} shards`;
      log.warn({ label: name }, `the label is about one shard, but of this process ${why}: it is left out`);
      continue;
    }
    try {
      values[name] = await textOf(label, ctx);
    } catch (error) {
      log.warn({ label: name, reason: messageOf(error) }, "a label of the metrics could not be computed");
    }
  }
  return values;
}

function hasOneShard({ shard, shardsMove }: Bot): boolean {
  return !shardsMove && shard.ids.length === 1;
}

async function textOf(label: StartLabel | ShardLabel, ctx: Context): Promise<string> {
  if (typeof label === "string") return label;
  return await (typeof label === "object" ? label.ofShard(ctx) : label(ctx));
}
