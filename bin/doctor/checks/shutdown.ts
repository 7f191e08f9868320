import { graceSeconds } from "../../../compiler/4-emit/deploy/model.ts";
import type { ExaminedBot } from "../bot.ts";
import { advice, config, type DoctorCheck, type Finding, ok } from "../check.ts";
import { longestWait } from "../longest-wait.ts";

/** After how long Docker, podman and systemd's common settings kill what has not ended, where nothing is said. */
const USUAL_GRACE = 10; /* s */

export default {
  name: "shutdown",
  title: "Graceful shutdown",
  order: 70,
  covers: ["Test graceful shutdown"],
  examine(bot) {
    const { value } = bot.config.get("shutdown.timeout");
    const timeout = typeof value === "number" ? value : Number(bot.text("shutdown.timeout") ?? 20_000);
    return [grace(bot, timeout), ...waits(bot, timeout)];
  },
} satisfies DoctorCheck;

function grace({ checked }: ExaminedBot, timeout: number): Finding {
  const seconds = timeout / 1_000;
  if (checked.deploy !== undefined) {
    const given = graceSeconds({ shutdownTimeout: timeout });
    return ok(`handlers have ${seconds} s to end, and the container ${given} s`);
  }
  if (seconds < USUAL_GRACE)
    return ok(`handlers have ${seconds} s to end; what runs containers waits for 10 s`);
  return advice({
    set: `handlers have ${seconds} s to end`,
    missing: "nothing here says that what runs the bot waits as long: Docker kills after 10 s",
    fix: `docker run --stop-timeout ${Math.ceil(seconds) + 10} …, or let \`deploy\` write the files that say so`,
    cost: "handlers are cut off in the middle, and state that waits to be written is lost",
  });
}

function waits(bot: ExaminedBot, timeout: number): Finding[] {
  const longest = longestWait(bot.checked);
  if (longest === undefined || longest.milliseconds <= timeout) return [];
  const seconds = Math.ceil(longest.milliseconds / 1_000);
  const set = `a handler waits for ${seconds} s (${longest.place})`;
  const cost = bot.isSharded
    ? "each new version cuts such handlers off; they begin anew in the next process"
    : "each new version cuts such handlers off: the rest of their actions does not happen";
  const longer = config(`shutdown: { timeout: ${seconds + 5}s }`);
  const fix = seconds <= 60 ? longer : "create_timer instead of wait: a timer outlives the process";
  return [advice({ set, missing: `more than ${timeout / 1_000} s to end in`, fix, cost })];
}
