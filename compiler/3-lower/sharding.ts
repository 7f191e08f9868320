import { environmentNames } from "../1-load/config/setting-texts.ts";
import type { ResolvedConfig } from "../1-load/index.ts";
import { configDefinitions } from "../language/config/registry.generated.ts";
import type { BotPart } from "../language/handler-kind.ts";
import { lowerStartValue } from "./bot.ts";
import type { LoweredCache } from "./cache.ts";
import { lowerConstant } from "./expressions.ts";
import { type Expression, ir } from "./ir.ts";
import type { Needs } from "./needs.ts";
import { nest, type Setting, settingName, settingValue } from "./setting-tree.ts";
import { startValue } from "./settings.ts";

const ENABLED = "sharding.enabled";
const GROUP = "sharding.";
const CACHED_FIELDS =
  "What is cached of each: a version of the bot that reads other fields begins new sessions instead of resuming.";

/** What is written of `sharding`, of a bot that has several shards. */
export interface ShardingConfig {
  /** True, or what tells it when the bot starts. */
  readonly enabled: unknown;
  readonly given: readonly Setting[];
}

/** Reads what is written of `sharding`; undefined for a bot of one shard. */
export function shardingConfig(config: ResolvedConfig): ShardingConfig | undefined {
  const { value: enabled } = config.get(ENABLED);
  if (enabled === false) return undefined;
  const given = configDefinitions
    .flat()
    .filter(({ path }) => path.startsWith(GROUP) && path !== ENABLED && config.written.includes(path))
    .map((definition): Setting => ({ definition, ...config.get(definition.path) }));
  return { enabled, given };
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
  const { enabled, given } = sharding;
  for (const { definition, node } of given)
    for (const name of node === undefined ? [] : environmentNames(node))
      needs.variable(name, false, `\`${definition.path}\``, node!.span);
  const settings = nest(given.map((each) => [settingName(each.definition.path, GROUP), settingValue(each)]));
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
