import { ApplicationCommandType, InteractionType } from "discord-api-types/v10";
import type { Bot } from "../bot/bot.ts";
import { AbortError, QuotaError } from "../errors/errors.ts";
import { InteractionAnswer } from "./answer.ts";
import type { CommandHandler } from "./command.ts";
import type { Interaction } from "./interaction.ts";
import { pathOf } from "./options.ts";
import { type PermissionRules, permissionRules } from "./permissions.ts";
import type { Received } from "./received.ts";
import { tell } from "./tell.ts";

const FAILED = "Something went wrong while running this command.";
const OVER_LIMIT = "This command was stopped because it used more than its limit.";

type Commands = Readonly<Record<string, CommandHandler>>;

/** What answers interactions, as generated code gives it. */
export interface InteractionTargets {
  /** By the path of command, group and subcommand: `admin users ban`. */
  readonly commands?: Commands;
  readonly userMenus?: Commands;
  readonly messageMenus?: Commands;
  readonly permissions?: PermissionRules;
}

/** Brings interactions to what answers them; who used what failed is told so. */
export class Interactions {
  readonly #commands: ReadonlyMap<string, CommandHandler>;
  readonly #userMenus: ReadonlyMap<string, CommandHandler>;
  readonly #messageMenus: ReadonlyMap<string, CommandHandler>;
  readonly #rules: PermissionRules;

  constructor(
    private readonly bot: Bot,
    { commands = {}, userMenus = {}, messageMenus = {}, permissions }: InteractionTargets,
  ) {
    this.#commands = new Map(Object.entries(commands));
    this.#userMenus = new Map(Object.entries(userMenus));
    this.#messageMenus = new Map(Object.entries(messageMenus));
    this.#rules = permissions ?? permissionRules({});
  }

  /** Handles an interaction; undefined when it is none of the bot's. The promise never fails. */
  handle(interaction: Interaction): Promise<void> | undefined {
    switch (interaction.type) {
      case InteractionType.ApplicationCommand:
        return this.#command(interaction);
      case InteractionType.ApplicationCommandAutocomplete:
        return this.#completion(interaction);
      default:
        return undefined;
    }
  }

  #command(interaction: Interaction): Promise<void> | undefined {
    const isSlash = interaction.data.type === ApplicationCommandType.ChatInput;
    const name = isSlash ? pathOf(interaction) : interaction.data.name!;
    const handler = this.#namespace(interaction.data.type).get(name);
    if (handler === undefined) return undefined;
    const answer = new InteractionAnswer(this.bot, interaction);
    const received = { interaction, answer, rules: this.#rules };
    return this.#answered(received, isSlash ? `/${name}` : name, () => handler.run(this.bot, received));
  }

  #namespace(type: number | undefined): ReadonlyMap<string, CommandHandler> {
    if (type === ApplicationCommandType.User) return this.#userMenus;
    return type === ApplicationCommandType.Message ? this.#messageMenus : this.#commands;
  }

  #completion(interaction: Interaction): Promise<void> | undefined {
    const path = pathOf(interaction);
    const handler = this.#commands.get(path);
    if (handler === undefined) return undefined;
    return this.bot.work.attempt(`/${path}`, () => handler.complete(this.bot, interaction));
  }

  /** Runs what answers an interaction; when it fails, that is logged and the user is told. */
  async #answered(received: Received, name: string, run: () => Promise<void>): Promise<void> {
    try {
      await run();
    } catch (error) {
      await this.bot.work.report(error, name);
      if (!(error instanceof AbortError)) await this.#apologise(received, error);
    }
  }

  /** Tells the user, unless there is an answer already. */
  async #apologise({ answer }: Received, error: unknown): Promise<void> {
    if (answer.state === "answered") return;
    try {
      await tell(answer, error instanceof QuotaError ? OVER_LIMIT : FAILED);
    } catch (failure) {
      this.bot.log.warn({ reason: String(failure) }, "the user could not be told of the failure");
    }
  }
}
