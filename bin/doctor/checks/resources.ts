import type { ExaminedBot } from "../bot.ts";
import { advice, config, type DoctorCheck, ok, problem } from "../check.ts";

/** What docs/scaling.md measures: a process, and each shard of 500 guilds. */
const PROCESS = 73; /* MB */
const SHARD = 2.4; /* MB */

/** How much more than that a bot should have: peaks while it fills its caches, and larger guilds. */
const MARGIN = 2;

export default {
  name: "resources",
  title: "Resources",
  order: 120,
  covers: [],
  examine(bot) {
    const { deploy } = bot.checked;
    if (deploy === undefined) return [ok("nothing is said: that is for what runs the bot")];
    const { requests, limits } = deploy.resources;
    const set = `asks for ${requests.memory} and ${requests.cpu}, may use ${limits.memory} and ${limits.cpu}`;
    const limit = bytesOf(limits.memory);
    if (bytesOf(requests.memory) > limit || coresOf(requests.cpu) > coresOf(limits.cpu))
      return [
        problem({
          set,
          missing: "limits that are not below the requests",
          fix: config("deploy: { resources: { limits: { memory: 512Mi, cpu: 500m } } }"),
          cost: "Kubernetes refuses the pods",
        }),
      ];
    const wanted = memoryOf(bot);
    if (limit >= wanted * 1e6) return [ok(set)];
    return [
      advice({
        set,
        missing: `about ${Math.ceil(wanted)} MB, with some room`,
        fix: config(`deploy: { resources: { limits: { memory: ${Math.ceil(wanted / 64) * 64}Mi } } }`),
        cost: "the process is killed when it grows beyond its limit",
      }),
    ];
  },
} satisfies DoctorCheck;

/** Megabytes that a process should have, where the number of shards is known. */
function memoryOf(bot: ExaminedBot): number {
  const each = Math.ceil((bot.shards ?? 1) / Math.max(1, bot.checked.deploy?.replicas ?? 1));
  return MARGIN * (PROCESS + each * SHARD);
}

const UNITS: Readonly<Record<string, number>> = {
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  k: 1e3,
  M: 1e6,
  G: 1e9,
};

/** `256Mi` → bytes */
function bytesOf(amount: string): number {
  const [, number, unit = ""] = /^([\d.]+)(\w*)$/.exec(amount) ?? [];
  return Number(number) * (UNITS[unit] ?? 1);
}

/** `200m` → 0.2 */
function coresOf(amount: string): number {
  return amount.endsWith("m") ? Number(amount.slice(0, -1)) / 1_000 : Number(amount);
}
