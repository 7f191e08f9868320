import type { SettingValue } from "../bot/settings.ts";
import type { ShardScript } from "./shard-script.ts";

/** How a bot is spread over shards and processes, as the configuration says; the environment is taken first. */
export interface ShardingSettings {
  /** Of the whole bot; `auto`: as many as Discord recommends. */
  readonly totalShards?: SettingValue;
  /** Of this process: `[0, 1]`, or a text such as `0-3` or `0,4,8`. */
  readonly shards?: readonly SettingValue[] | SettingValue;
  /** Child processes of one manager; `auto`: one for each processor. */
  readonly processes?: SettingValue;
  /** `static`, or `lease`: processes share the shards through Redis. */
  readonly assignment?: string | undefined;
  readonly lease?: {
    /** Milliseconds that a lease lasts without renewal. */
    readonly ttl?: SettingValue;
    /** How many shards this process takes at most; FURLOW_MAX_SHARDS of the environment comes first. */
    readonly maxShards?: SettingValue;
  };
  readonly broker?: {
    /** `local` or `redis`; redis when nothing is said and there is an address. */
    readonly type?: string | undefined;
    /** REDIS_URL of the environment comes first. */
    readonly url?: string | undefined;
  };
  /** What shards of other processes can be asked. */
  readonly scripts?: readonly ShardScript[];
  readonly sessionStore?: {
    /** `file` or `redis`. */
    readonly type?: string | undefined;
    readonly url?: string | undefined;
    /** Folder of the files. */
    readonly path?: string | undefined;
  };
}
