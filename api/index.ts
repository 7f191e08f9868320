/** What `@furlow/core` gives a program: the compiler, and what runs bots. */
export * from "../compiler/index.ts";
export { BuildError } from "./build-error.ts";
export { Furlow, type FurlowOptions } from "./furlow.ts";
export { Shard, type ShardEvents } from "./shard.ts";
export {
  ShardingManager,
  type ShardingManagerEvents,
  type ShardingManagerOptions,
} from "./sharding-manager.ts";
