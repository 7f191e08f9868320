import type { ShardHost } from "../bot/shard-host.ts";
import { FurlowError } from "../errors/errors.ts";
import { requireStarts } from "./session-budget.ts";
import type { Sharding, ShardingPlan } from "./sharding.ts";

/** Variables that mean a bot of several shards. */
const OF_SEVERAL = ["SHARD_ID", "SHARD_IDS", "TOTAL_SHARDS", "FURLOW_PROCESSES", "FURLOW_ASSIGNMENT"];

/** The whole bot in one process, on shard 0 of 1. Opening throws E4005 where the environment says that there are more. */
export const singleShard: ShardingPlan = { open };

async function open(host: ShardHost): Promise<Sharding> {
  const said = OF_SEVERAL.find((name) => process.env[name]);
  if (said !== undefined) {
    const what = `${said} is set, but the bot was built for one shard: set \`sharding.enabled: true\` and build it anew`;
    throw new FurlowError("E4005", what);
  }
  return {
    async start() {
      requireStarts((await host.gateway.info).session_start_limit, 1, host.bot.log);
      await host.open(1);
      await host.run(0);
      await host.duties.begin();
    },
    async leave() {
      host.duties.end();
    },
    // Nobody goes on with the shard: its connection lasts as long as there is anything to do.
    close: () => host.close(),
  };
}
