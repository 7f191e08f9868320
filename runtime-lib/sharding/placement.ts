import { numberSetting, type SettingValue } from "../bot/settings.ts";
import { FurlowError } from "../errors/errors.ts";
import type { ShardingSettings } from "./settings.ts";

/** Where the shards of a bot run, as far as one process is concerned. */
export type Placement =
  /** This process runs exactly these. */
  | { readonly kind: "static"; readonly ids: readonly number[] }
  /** This process runs as many as its share is, by leases. */
  | { readonly kind: "lease"; readonly warning?: string }
  /** This process runs none, but so many processes that do. */
  | { readonly kind: "manager"; readonly processes: number };

/** Variables of the environment by which a process is told its place; each beats the configuration. */
export interface PlacementEnvironment {
  readonly SHARD_ID?: string | undefined;
  readonly SHARD_IDS?: string | undefined;
  readonly TOTAL_SHARDS?: string | undefined;
  readonly FURLOW_PROCESSES?: string | undefined;
  readonly FURLOW_ASSIGNMENT?: string | undefined;
}

/** The name that a Deployment gives its pods: it says nothing of which pod it is. */
const POD_OF_DEPLOYMENT = /-[a-z0-9]{5,10}-[a-z0-9]{5}$/;
/** `name-3`, as a StatefulSet numbers its pods. */
const ORDINAL = /-(\d+)$/;

/** How many shards the bot has; undefined when Discord is to be asked. Throws E4005 for what is no number. */
export function totalShards(
  settings: ShardingSettings,
  environment: PlacementEnvironment,
): number | undefined {
  const said = environment.TOTAL_SHARDS || settings.totalShards;
  if (said === undefined || said === "" || said === "auto") return undefined;
  const total = Number(said);
  if (Number.isInteger(total) && total > 0) return total;
  throw wrong(`the number of shards is a whole number from 1 on, or auto, and not \`${said}\``);
}

/**
 * Where this process stands.
 * @param total shards of the whole bot
 * @param hasRedis whether there is a Redis through which processes can share the shards
 * @param processors of this machine, for `processes: auto`
 * Throws E4005 for what cannot be.
 */
export function placement(
  settings: ShardingSettings,
  environment: PlacementEnvironment,
  { total, hasRedis, processors }: { total: number; hasRedis: boolean; processors: number },
): Placement {
  const name = environment.SHARD_ID?.trim();
  const listed = environment.SHARD_IDS?.trim() || (name && /^\d+$/.test(name) ? name : undefined);
  if (listed) return { kind: "static", ids: shardIds(listed, total) };
  if ((environment.FURLOW_ASSIGNMENT || settings.assignment) === "lease") return leased(hasRedis);
  const count = processCount(environment.FURLOW_PROCESSES || settings.processes, total, processors);
  if (name) return placeOfPod(name, count ?? total, total, hasRedis);
  if (settings.shards !== undefined) return { kind: "static", ids: shardIds(settings.shards, total) };
  if (count !== undefined && count > 1) return { kind: "manager", processes: count };
  return { kind: "static", ids: everyOf(total) };
}

/** The shards of a list, or of a text such as `0-3` or `0,4,8`; each below `total`. */
export function shardIds(said: readonly SettingValue[] | SettingValue, total: number): readonly number[] {
  const texts = Array.isArray(said) ? said.map(String) : String(said).split(",");
  const ids = texts.flatMap((text) => rangeOf(text.trim()));
  const above = ids.find((id) => id >= total);
  if (above !== undefined)
    throw wrong(`there is no shard ${above}: of ${total} shards the last is ${total - 1}`);
  return [...new Set(ids)].sort((a, b) => a - b);
}

function rangeOf(text: string): number[] {
  const [, from, to = from] = /^(\d+)(?:\s*-\s*(\d+))?$/.exec(text) ?? [];
  if (from === undefined || Number(to) < Number(from))
    throw wrong(`\`${text}\` are no shards: write for example 2, 0-3 or 0,4,8`);
  return Array.from({ length: Number(to) - Number(from) + 1 }, (_, i) => Number(from) + i);
}

/** A pod's place by its name: pod i of K runs every shard s with s mod K = i. */
function placeOfPod(name: string, pods: number, total: number, hasRedis: boolean): Placement {
  const ordinal = ORDINAL.exec(name)?.[1];
  const unnumbered = ordinal === undefined || Number(ordinal) >= pods || POD_OF_DEPLOYMENT.test(name);
  if (!unnumbered)
    return { kind: "static", ids: everyOf(total).filter((id) => id % pods === Number(ordinal)) };
  const what = `SHARD_ID is \`${name}\`, which does not say which of ${pods} processes this is`;
  if (!hasRedis)
    throw wrong(
      `${what}: run a StatefulSet, set SHARD_ID to a number, or set REDIS_URL so that processes share the shards`,
    );
  return {
    kind: "lease",
    warning: `${what}: shards are shared through Redis (\`sharding.assignment: lease\`)`,
  };
}

function leased(hasRedis: boolean): Placement {
  if (hasRedis) return { kind: "lease" };
  throw wrong("`sharding.assignment: lease` needs a Redis: set REDIS_URL, or sharding.broker.url");
}

/** How many processes there are; undefined when nothing says so. */
function processCount(said: SettingValue, total: number, processors: number): number | undefined {
  if (said === undefined || said === "") return undefined;
  const count = said === "auto" ? processors : numberSetting(said, Number.NaN);
  if (!Number.isInteger(count) || count < 1)
    throw wrong(`the number of processes is a whole number from 1 on, or auto, and not \`${said}\``);
  return Math.min(count, total);
}

function everyOf(total: number): number[] {
  return Array.from({ length: total }, (_, id) => id);
}

function wrong(what: string): FurlowError {
  return new FurlowError("E4005", what);
}
