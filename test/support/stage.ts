import { cpSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type GuildSeed, type Simulator, startSimulator } from "../../simulator/index.ts";
import { openapiPath } from "../simulator/openapi-path.ts";
import { buildBot, describeDiagnostic } from "./build.ts";
import { RunningBot } from "./running-bot.ts";
import { type TemporaryFolder, temporaryFolder, writeFiles } from "./temporary.ts";

export interface StageOptions {
  /** The bot: a folder that is copied, or its files by path. */
  readonly source: string | Readonly<Record<string, string>>;
  /** The source is a folder that has been built already. */
  readonly built?: boolean | undefined;
  readonly environment?: Readonly<Record<string, string>> | undefined;
  /** Guilds the bot is in, instead of the simulator's default one. */
  readonly guilds?: GuildSeed[] | undefined;
  /** Diagnostics that building gives, as `FUR3402 furlow.yaml:3:5`; there must be no others. */
  readonly diagnostics?: readonly string[] | undefined;
  /** Diagnostics that may be given or not. */
  readonly ignored?: RegExp | undefined;
  /** A checkout whose built compiler is used; this repository's when left out. */
  readonly packageRoot?: string | undefined;
}

/** A bot that was built, is connected to a simulator of its own, and has registered its commands. */
export class Stage {
  private constructor(
    readonly sim: Simulator,
    readonly bot: RunningBot,
    private readonly folder: TemporaryFolder,
  ) {}

  /** Builds and starts a bot. Leaves nothing behind when that fails. */
  static async open(options: StageOptions): Promise<Stage> {
    const folder = temporaryFolder();
    let sim: Simulator | undefined;
    try {
      await prepare(options, folder.path);
      const openapi = openapiPath();
      sim = await startSimulator({
        rateLimits: "off",
        ...(openapi === undefined ? {} : { openapi }),
        ...(options.guilds === undefined ? {} : { guilds: options.guilds }),
      });
      const bot = await RunningBot.start(folder.path, sim, options.environment);
      const stage = new Stage(sim, bot, folder);
      await stage.#registered();
      return stage;
    } catch (error) {
      await sim?.close();
      folder.remove();
      throw error;
    }
  }

  /** Stops the bot, which waits for the handlers under way, and gives its exit code. */
  stopBot(): Promise<number | null> {
    return this.bot.stop();
  }

  /** Takes everything down, whatever state it is in. */
  async close(): Promise<void> {
    await this.bot.kill();
    await this.sim.close();
    this.folder.remove();
  }

  /** Commands are registered while the bot connects; scenarios begin when Discord has them. */
  async #registered(): Promise<void> {
    const path = join(this.folder.path, "dist/commands.json");
    const wanted = JSON.parse(readFileSync(path, "utf8")) as { guildIds: string[] }[];
    const global = wanted.filter(({ guildIds }) => guildIds.length === 0).length;
    try {
      await this.bot.until(async () => (await this.sim.control.commands()).length >= global);
    } catch (error) {
      await this.bot.kill();
      throw error;
    }
  }
}

/** Puts the bot's files into a folder and builds it there. Throws for diagnostics that are not expected. */
async function prepare(options: StageOptions, folder: string): Promise<void> {
  const { source, environment, packageRoot, diagnostics: expected = [], ignored } = options;
  if (typeof source === "string") cpSync(source, folder, { recursive: true });
  else writeFiles(folder, source);
  if (options.built) return;
  const { diagnostics, report } = await buildBot({ folder, environment, packageRoot });
  const found = diagnostics.map(describeDiagnostic).filter((each) => !ignored?.test(each));
  if (report !== undefined && JSON.stringify(found) === JSON.stringify(expected)) return;
  const lines = diagnostics.map((each) => `  ${describeDiagnostic(each)} ${each.message}`);
  const wanted = expected.map((each) => `  ${each}`);
  throw new Error(["building gave:", ...lines, "instead of:", ...wanted].join("\n"));
}
