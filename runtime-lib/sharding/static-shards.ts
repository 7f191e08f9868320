import type { ShardHost } from "../bot/shard-host.ts";
import { requireStarts } from "./session-budget.ts";
import type { ShardKeeper } from "./shard-keeper.ts";
import type { Sharding } from "./sharding.ts";

/** What a bot does once is done where this shard runs. */
const OWNER = 0;

/** Shards of which it is settled that they run in this process. */
export class StaticShards implements Sharding {
  constructor(
    private readonly host: ShardHost,
    private readonly keeper: ShardKeeper,
    private readonly ids: readonly number[],
  ) {}

  async start(): Promise<void> {
    const { host, keeper, ids } = this;
    const resumed = await Promise.all(ids.map((id) => keeper.load(id)));
    const begun = ids.filter((_, i) => !resumed[i]);
    requireStarts((await host.gateway.info).session_start_limit, begun.length, host.bot.log);
    host.bot.log.info(
      { shards: ids, of: host.bot.shard.count, newSessions: begun.length },
      "connecting shards",
    );
    await Promise.all(ids.map((id) => this.#run(id)));
  }

  async leave(): Promise<void> {
    this.host.duties.end();
    await Promise.all(this.ids.map((id) => this.keeper.leave(id)));
  }

  async close(): Promise<void> {
    await this.keeper.close();
    await this.host.close();
  }

  async #run(id: number): Promise<void> {
    await this.keeper.run(id);
    if (id === OWNER) await this.host.duties.begin();
  }
}
