import { advice, config, type DoctorCheck, type Finding, ok, problem } from "../check.ts";

/** From here on Discord refuses a bot of one shard. */
const GUILDS_OF_ONE_SHARD = 2_500;
/** From here on a shard has more than it should. */
const GUILDS_OF_A_SHARD = 2_000;

const ENABLE = config("sharding: { enabled: true, total_shards: auto }");

export default {
  name: "sharding",
  title: "Sharding",
  order: 10,
  covers: ["Enable sharding in config"],
  examine(bot) {
    if (!bot.isSharded)
      return [ok(`one shard: not needed because a bot below ${GUILDS_OF_ONE_SHARD} guilds runs on one`)];
    const { value } = bot.config.get("sharding.enabled");
    if (typeof value !== "boolean") return [ok("a variable says whether there are several shards")];
    return [ok(bot.shards === undefined ? "as many shards as Discord recommends" : `${bot.shards} shards`)];
  },
  async live(bot, services) {
    const answer = await services.discord();
    if (answer === undefined || "failure" in answer) return [];
    const { shards: recommended, guilds, sessions } = answer.value;
    const known = guilds === undefined ? "" : `about ${guilds} guilds; `;
    const findings: Finding[] = [
      enoughShards(bot.shards, recommended, guilds, `${known}Discord recommends ${recommended} shards`),
    ];
    const needed = bot.shards ?? recommended;
    const budget = `${sessions.remaining} of ${sessions.total} new sessions left for today`;
    if (sessions.remaining >= 2 * needed) return [...findings, ok(budget)];
    const cost = "when they are used up, Discord resets the token: every process is thrown out";
    const fix = "find out why shards begin anew: the runbook FurlowSessionStartsLow";
    const low = { set: budget, missing: `a start takes ${needed}`, fix, cost };
    return [...findings, sessions.remaining < needed ? problem(low) : advice(low)];
  },
} satisfies DoctorCheck;

function enoughShards(
  shards: number | undefined,
  recommended: number,
  guilds: number | undefined,
  set: string,
): Finding {
  if (shards === undefined || shards >= recommended) return ok(set);
  const fix = shards === 1 ? ENABLE : config(`sharding: { enabled: true, total_shards: ${recommended} }`);
  const each = guilds === undefined ? 0 : guilds / shards;
  const missing = `the bot has ${shards}`;
  if (each >= GUILDS_OF_ONE_SHARD)
    return problem({ set, missing, fix, cost: "Discord refuses the connection (close code 4011)" });
  if (each >= GUILDS_OF_A_SHARD)
    return problem({ set, missing, fix, cost: "at 2,500 guilds a shard Discord refuses the connection" });
  return advice({ set, missing, fix, cost: "each shard has more to do than Discord thinks good" });
}
