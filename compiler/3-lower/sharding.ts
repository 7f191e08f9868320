import type { ResolvedConfig } from "../1-load/index.ts";
import type { BotPart } from "../language/handler-kind.ts";
import { lowerStartValue } from "./bot.ts";
import type { LoweredCache } from "./cache.ts";
import { lowerConstant } from "./expressions.ts";
import { type Expression, ir } from "./ir.ts";
import type { Needs } from "./needs.ts";
import { startValue } from "./settings.ts";
import { type SwitchedSection, sectionSettings, switchedSection } from "./switched-section.ts";

const GROUP = "sharding.";
const CACHED_FIELDS =
  "What is cached of each: a version of the bot that reads other fields begins new sessions instead of resuming.";

export type ShardingConfig = SwitchedSection;

/** Reads what is written of `sharding`; undefined for a bot of one shard. */
export function shardingConfig(config: ResolvedConfig): ShardingConfig | undefined {
  return switchedSection(config, GROUP);
}

/**
 * What `startBot` is told: `sharded({ totalShards: 4 }, { guilds: ["id", "name"] })`, with the fields by which another
 * version of the bot knows whether it can go on with what this one has in its caches.
 * @param scripts what other processes can be asked for
 */
export function shardingPart(
  sharding: ShardingConfig | undefined,
  caches: readonly LoweredCache[],
  scripts: readonly Expression[],
  needs: Needs,
): readonly BotPart[] {
  if (sharding === undefined) return [];
  const { enabled } = sharding;
  const settings = sectionSettings(sharding, GROUP, needs);
  if (scripts.length > 0) settings.push({ key: "scripts", value: ir.array(scripts) });
  const fields = caches.map(({ name, fields }, i) => ({
    key: name,
    value: lowerConstant(fields),
    ...(i === 0 && { comment: CACHED_FIELDS }),
  }));
  const open = ir.call(ir.runtime("sharded"), [ir.object(settings), ir.object(fields)]);
  if (enabled === true) return [{ key: "sharding", value: open }];
  const when = lowerStartValue(startValue(enabled));
  return [{ key: "sharding", value: ir.call(ir.runtime("shardedWhen"), [when, open]) }];
}
