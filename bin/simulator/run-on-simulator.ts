import type { ProcessEnvironment } from "../../api/project-environment.ts";
import {
  type Command,
  defaultGuild,
  type GuildSeed,
  type Simulator,
  startSimulator,
} from "../../simulator/index.ts";
import { readRegistrations } from "../registrations.ts";
import { type BundleRun, type RunningBot, runBundle } from "../run-bundle.ts";
import { openPrompt } from "./prompt.ts";

/** How long a bot may take to connect and to register its commands before the prompt opens anyway. */
const START_TIMEOUT = 30_000; /* ms */
const POLL_INTERVAL = 50; /* ms */

/** Runs a bundle on a simulated Discord, with a prompt to talk to it; returns the bot's exit code. */
export async function runOnSimulator(bot: Omit<BundleRun, "stdin">, out: string): Promise<number> {
  const registrations = readRegistrations(out);
  const guildIds = [...new Set(registrations.flatMap((registration) => registration.guildIds))];
  const sim = await startSimulator({ guilds: [defaultGuild(), ...guildIds.map(guildOfCommands)] });
  const running = runBundle({ ...bot, environment: environmentOf(bot.environment, sim), stdin: "ignore" });
  let close = () => {};
  try {
    const commands = () => commandsIn(sim, guildIds);
    const isReady = async () =>
      (await sim.control.sessions()).length > 0 && (await commands()).length >= registrations.length;
    if (await holds(isReady, running)) close = await openPrompt(sim.control, commands, running);
    return await running.ended;
  } finally {
    close();
    await sim.close();
  }
}

/** A guild that commands name as theirs, with what it takes to use them. */
function guildOfCommands(id: string): GuildSeed {
  return { id, channels: [{ name: "general" }], members: [{ username: "tester" }] };
}

/** What points the bot at the simulator; what would point it elsewhere is taken out. */
function environmentOf(environment: ProcessEnvironment, sim: Simulator): ProcessEnvironment {
  return {
    // What the bot logs should not drown the conversation.
    LOG_LEVEL: "warn",
    ...environment,
    DISCORD_TOKEN: sim.token,
    DISCORD_API_URL: sim.apiUrl,
    DISCORD_CLIENT_ID: sim.applicationId,
    DISCORD_GUILD_ID: undefined,
  };
}

/** Waits until a condition holds, as long as that may take; false when the bot ends before. */
async function holds(condition: () => Promise<boolean>, { ended }: RunningBot): Promise<boolean> {
  const over = ended.then(() => true);
  const end = Date.now() + START_TIMEOUT;
  while (!(await condition()) && Date.now() < end) {
    const pause = new Promise<boolean>((resolve) => setTimeout(() => resolve(false), POLL_INTERVAL));
    if (await Promise.race([pause, over])) return false;
  }
  return true;
}

/** The global commands and those of the guilds. */
async function commandsIn({ control }: Simulator, guildIds: readonly string[]): Promise<Command[]> {
  const scopes = [{}, ...guildIds.map((guildId) => ({ guildId }))];
  return (await Promise.all(scopes.map((scope) => control.commands(scope)))).flat();
}
