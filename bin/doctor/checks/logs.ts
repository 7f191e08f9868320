import type { ExaminedBot } from "../bot.ts";
import { advice, config, type DoctorCheck, type Finding, ok, problem } from "../check.ts";
import { shown } from "../services/within.ts";

const LOKI = config(
  'logging:\n  format: json\n  outputs:\n    - type: console\n    - { type: loki, url: "${env.LOKI_URL}" }',
);

/** Levels at which each event has lines of its own. */
const LOUD = ["trace", "debug"];

export default {
  name: "logs",
  title: "Logs",
  order: 60,
  covers: ["Set up log aggregation"],
  examine(bot) {
    return [collected(bot), ...spoken(bot)];
  },
  async live(bot, services) {
    return await Promise.all(
      lokiAddresses(bot).map(async (address): Promise<Finding> => {
        const url = new URL(address);
        url.pathname = "/ready";
        const answer = await services.get(url.href);
        const set = `Loki at ${shown(address)}`;
        if ("value" in answer && answer.value.status === 200) return ok(`${set} is ready`);
        const missing = "failure" in answer ? answer.failure : `it answers ${answer.value.status}`;
        const fix = "start it, or correct its address";
        const cost = "lines wait in memory, and are dropped when the buffer is full";
        return problem({ set, missing, fix, cost });
      }),
    );
  },
} satisfies DoctorCheck;

function typesOf(bot: ExaminedBot): string[] {
  const { value } = bot.config.get("logging.outputs");
  if (!Array.isArray(value)) return [];
  return value.flatMap((each: unknown) =>
    typeof each === "object" && each !== null && "type" in each ? [String(each.type)] : [],
  );
}

function collected(bot: ExaminedBot): Finding {
  const types = typesOf(bot);
  if (types.includes("loki")) return ok(`outputs: ${types.join(", ")}`);
  if (!bot.isSpread)
    return ok(
      `${types.length === 0 ? "console" : types.join(", ")}: not needed because one process has one log, which its container's runtime keeps`,
    );
  return advice({
    set: types.length === 0 ? "each process writes to its own console" : `outputs: ${types.join(", ")}`,
    missing: "one place for the lines of all processes, unless the cluster collects what containers print",
    fix: LOKI,
    cost: "the lines of a pod go with it, and a handler cannot be followed from one process to the next",
  });
}

function spoken(bot: ExaminedBot): Finding[] {
  const level = bot.text("logging.level") ?? "info";
  const findings: Finding[] = [];
  if (LOUD.includes(level))
    findings.push(
      advice({
        set: `level ${level}`,
        missing: "a level for work",
        fix: config("logging: { level: info }"),
        cost: "a line for each event: much to store, and a processor's time",
      }),
    );
  if (bot.value("logging.format") === "pretty")
    findings.push(
      advice({
        set: "format pretty",
        missing: "lines that programs can read",
        fix: config("logging: { format: json }"),
        cost: "no field of a line can be searched for",
      }),
    );
  return findings;
}

/** Addresses of Loki, as far as they are known here. */
function lokiAddresses(bot: ExaminedBot): string[] {
  const { value } = bot.config.get("logging.outputs");
  if (!Array.isArray(value)) return [];
  return value.flatMap((each: unknown): string[] => {
    if (typeof each !== "object" || each === null || !("type" in each) || each.type !== "loki") return [];
    const written = "url" in each ? String(each.url) : "${env.LOKI_URL}";
    const address = written.replace(/\$\{\s*env\.(\w+)\s*\}|\$env\.(\w+)/g, (_, a?: string, b?: string) => {
      return bot.environment[(a ?? b)!] ?? "";
    });
    return URL.canParse(address) ? [address] : [];
  });
}
