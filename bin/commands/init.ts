import { existsSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { Command, Option } from "commander";
import { EXIT_HELP } from "../exit-codes.ts";
import { TEMPLATES, type Template } from "../init-project.ts";

interface InitFlags {
  readonly template?: Template;
  readonly ci?: boolean;
  readonly force?: boolean;
}

/** `furlow init`: a project to start from. */
export function initCommand(): Command {
  return new Command("init")
    .description("Write a bot to start from, with what it takes to test and ship it.")
    .argument("[folder]", "where to; it is made if it is not there", ".")
    .addOption(new Option("-t, --template <name>", "what to start from (default: simple)").choices(TEMPLATES))
    .option("--ci", "also write a GitHub Actions workflow that checks, tests, builds, pushes and rolls out")
    .option("--force", "replace files that are there")
    .addHelpText(
      "after",
      `
Nothing is asked, and no file is replaced without --force. In a folder that has a bot, --ci alone adds the workflow.

Examples:
  $ furlow init my-bot                        a bot with three commands, in the folder my-bot
  $ furlow init my-bot --template moderation  one that keeps warnings and a log
  $ furlow init --ci                          adds the workflow to the bot in this folder
${EXIT_HELP}`,
    )
    .action(async (path: string, { template, ci = false, force = false }: InitFlags) => {
      const { initProject } = await import("../init-project.ts");
      const folder = resolve(path);
      const onlyWorkflow = ci && template === undefined && existsSync(join(folder, "furlow.yaml"));
      const chosen = onlyWorkflow ? undefined : (template ?? "simple");
      const written = initProject({ folder, template: chosen, ci, force });
      const place = relative(process.cwd(), folder);
      process.stdout.write(
        `Written${place === "" ? "" : ` in ${place}`}:\n${written.map((each) => `  ${each}\n`).join("")}\n` +
          `Next:\n${nextSteps(place, chosen !== undefined, ci)
            .map((step) => `  ${step}\n`)
            .join("")}`,
      );
    });
}

function nextSteps(place: string, isNew: boolean, ci: boolean): string[] {
  return [
    ...(place === "" ? [] : [`cd ${/[^\w./-]/.test(place) ? `'${place}'` : place}`]),
    ...(isNew
      ? ["npm install", "npm run try        # talk to the bot on a simulated Discord, without a token"]
      : []),
    ...(isNew ? ["npm test           # the bot as it is built, on a simulated Discord"] : []),
    ...(isNew ? ["cp .env.example .env   # then fill it in, and: npm start"] : []),
    ...(ci ? ["set the secrets that .github/workflows/furlow.yml names at its top"] : []),
  ];
}
