import type { ExaminedBot } from "../bot.ts";
import { advice, config, type DoctorCheck, type Finding, ok, problem } from "../check.ts";

export default {
  name: "processes",
  title: "Processes",
  order: 100,
  covers: [],
  examine(bot) {
    if (!bot.isSharded)
      return [
        ok("one: a second one is not possible without shards; a new version costs the seconds of a start"),
      ];
    const { shards, processes, placement } = bot;
    if (shards !== undefined && processes > shards)
      return [
        problem({
          set: `${processes} processes for ${shards} shards`,
          missing: "shards for all of them",
          fix: config(`deploy: { replicas: ${shards} }`),
          cost: "those without a shard have nothing to do",
        }),
      ];
    return [several(bot, `${processes} processes, ${PLACEMENTS[placement]}`)];
  },
} satisfies DoctorCheck;

const PLACEMENTS = {
  single: "one place",
  fixed: "each with its shards by its number",
  leased: "which share the shards by leases",
} as const;

function several(bot: ExaminedBot, set: string): Finding {
  if (bot.placement === "leased") {
    if (bot.processes > 1) return ok(set);
    return advice({
      set,
      missing: "a second one that goes on when the first one ends",
      fix: config("deploy: { replicas: 2 }"),
      cost: "when its host fails, the bot is away until another pod has started",
    });
  }
  return advice({
    set,
    missing: "another process that takes over when one ends",
    fix: config("sharding: { assignment: lease }"),
    cost: "each new version is a gap of a start for the shards in question; interactions of that time are lost",
  });
}
