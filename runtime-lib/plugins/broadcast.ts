import { type ShardScript, shardScript } from "../sharding/shard-script.ts";
import type { ShardClient } from "./api.ts";
import { GuildsClient } from "./shard-client.ts";

/** A function of a plugin that runs on every shard: the compiler makes one of what is given to `broadcastEval`. */
export function broadcast<Context, Result>(
  id: string,
  run: (client: ShardClient, context: Context) => Result | Promise<Result>,
): ShardScript<Result> {
  return shardScript(id, async (ctx, argument) => {
    const { ids, count } = ctx.client.shard;
    const client = new GuildsClient(ctx.bot, () => ctx.guilds, { ids, count });
    return await run(client, argument as Context);
  });
}

/** Gives what a property is on a shard, found by its path. */
export function clientValue(): ShardScript {
  return broadcast("client-value", (client, path: string) => {
    let value: unknown = client;
    for (const name of path.split(".")) {
      if (typeof value !== "object" || value === null || !(name in value) || name in Object.prototype)
        throw new TypeError(`there is no ${path} on a shard`);
      value = (value as Readonly<Record<string, unknown>>)[name];
    }
    if (typeof value === "function") throw new TypeError(`${path} is a function`);
    return value;
  });
}
