import type { ShardHost } from "../bot/shard-host.ts";
import { requireStarts } from "./session-budget.ts";
import type { Sharding } from "./sharding.ts";

/** What a bot does once is done where this shard runs. */
const OWNER = 0;

/** Shards of which it is settled that they run in this process. */
export class StaticShards implements Sharding {
  constructor(
    private readonly host: ShardHost,
    private readonly ids: readonly number[],
  ) {}

  async start(): Promise<void> {
    const { host, ids } = this;
    requireStarts((await host.gateway.info).session_start_limit, ids.length);
    host.bot.log.info({ shards: ids, of: host.bot.shard.count }, "connecting shards");
    await Promise.all(ids.map((id) => this.#run(id)));
  }

  async leave(): Promise<void> {
    this.host.duties.end();
  }

  close(): Promise<void> {
    return this.host.close();
  }

  async #run(id: number): Promise<void> {
    await this.host.run(id);
    if (id === OWNER) await this.host.duties.begin();
  }
}
