import type { ExaminedBot } from "../bot.ts";
import { advice, config, type DoctorCheck, type Finding, ok, problem } from "../check.ts";
import type { Services } from "../services/index.ts";

const ENABLE = config("health: { enabled: true, port: 8080 }");

export default {
  name: "health",
  title: "Health checks",
  order: 40,
  covers: ["Set up health checks"],
  examine(bot) {
    const enabled = bot.value("health.enabled");
    if (enabled === false)
      return [
        advice({
          set: "none",
          missing: "answers to whoever restarts a bot that hangs",
          fix: ENABLE,
          cost: "a bot that is connected to nothing counts as running",
        }),
      ];
    return [
      ok(`port ${bot.text("health.port") ?? 8_080}, ${bot.text("health.path") ?? "/health"}`),
      ...left(bot),
    ];
  },
  async live(bot, services) {
    return bot.value("health.enabled") === false ? [] : [await ask(bot, services)];
  },
} satisfies DoctorCheck;

/** Checks that are written out, and one that is not among them. */
function left(bot: ExaminedBot): Finding[] {
  const { value } = bot.config.get("health.checks");
  if (!Array.isArray(value)) return [];
  const storage = bot.value("state.storage.type");
  const used = [
    "discord_gateway",
    ...(storage === "postgres" || storage === "sqlite" ? ["database"] : []),
    ...(storage === "redis" || bot.value("cache.backend") === "redis" ? ["redis"] : []),
  ];
  const missing = used.filter((name) => !value.includes(name));
  if (missing.length === 0) return [];
  const fix = config(`health: { checks: [${used.join(", ")}] }`);
  const cost = "a bot that cannot reach it counts as healthy";
  return [advice({ set: `checks: ${value.join(", ")}`, missing: missing.join(", "), fix, cost })];
}

async function ask(bot: ExaminedBot, services: Services): Promise<Finding> {
  const address = `http://${services.host}:${bot.text("health.port") ?? 8_080}${bot.text("health.path") ?? "/health"}`;
  const answer = await services.get(address);
  if ("failure" in answer)
    return advice({
      set: `${address} does not answer`,
      missing: answer.failure,
      fix: "furlow doctor --live --host HOST, or forward the port: kubectl port-forward",
      cost: "the running bot was not asked",
    });
  const { status, text } = answer.value;
  if (status === 200) return ok(`${address} answers 200`);
  const missing = text.slice(0, 400);
  const cost = "whoever watches it restarts it";
  return problem({
    set: `${address} answers ${status}`,
    missing,
    fix: "the runbook FurlowBotDown says what to look at",
    cost,
  });
}
