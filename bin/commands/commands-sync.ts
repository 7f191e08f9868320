import { Command } from "commander";
import { projectEnvironment } from "../../api/project-environment.ts";
import { buildBot } from "../build-bot.ts";
import { CommandEnd, EXIT, EXIT_HELP } from "../exit-codes.ts";

interface SyncFlags {
  readonly out?: string;
  readonly guild?: string;
  readonly dryRun?: boolean;
}

/** `furlow commands:sync`: registers with Discord which commands there are. */
export function commandsSyncCommand(): Command {
  return new Command("commands:sync")
    .description("Register a bot's commands with Discord, as far as they have changed.")
    .argument("[file]", "the bot's YAML file", "furlow.yaml")
    .option("-o, --out <folder>", "output folder (default: build.out of the configuration, or dist)")
    .option("--guild <id>", "register every command in this guild (default: DISCORD_GUILD_ID, or as written)")
    .option("--dry-run", "say what would change, and change nothing")
    .addHelpText(
      "after",
      `
Reads DISCORD_TOKEN (required), DISCORD_CLIENT_ID (asked of Discord when missing), DISCORD_GUILD_ID and
DISCORD_API_URL from the environment, or from .env beside the YAML file.

Examples:
  $ furlow commands:sync --dry-run          what a deploy would change
  $ furlow commands:sync                    changes it
  $ furlow commands:sync --guild 1234       in one guild only, where it shows at once
${EXIT_HELP}`,
    )
    .action(async (file: string, { guild, dryRun = false, ...flags }: SyncFlags) => {
      const environment = projectEnvironment(file);
      const token = environment["DISCORD_TOKEN"];
      if (!token) {
        const hint = "set it in the environment, or in .env beside the YAML file";
        throw new CommandEnd(EXIT.usage, "DISCORD_TOKEN is not set", hint);
      }
      if (guild !== undefined && !/^\d+$/.test(guild)) {
        throw new CommandEnd(EXIT.usage, `--guild takes the id of a guild, but ${guild} is none`);
      }
      const { out } = await buildBot(file, flags, "headline");
      const { syncCommands } = await import("../sync-commands.ts");
      await syncCommands(out, {
        token,
        applicationId: environment["DISCORD_CLIENT_ID"] || undefined,
        api: environment["DISCORD_API_URL"] || undefined,
        guildId: guild ?? (environment["DISCORD_GUILD_ID"] || undefined),
        dryRun,
      });
    });
}
