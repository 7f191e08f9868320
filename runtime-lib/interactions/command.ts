import type { Bot } from "../bot/bot.ts";
import { type Nameable, nameable } from "../bot/named-handler.ts";
import type { Context } from "../contexts/context.ts";
import { type CommandContext, InteractionContext } from "../contexts/interaction-context.ts";
import { MessageMenuContext, UserMenuContext } from "../contexts/menu-context.ts";
import { type HandlerArguments, handlerArguments } from "../events/event-handler.ts";
import { complete, type Suggestions } from "./autocomplete.ts";
import { type AnswerSettings, runGuarded } from "./guarded.ts";
import type { Interaction } from "./interaction.ts";
import type { Received } from "./received.ts";
import { COMMAND_TEXTS } from "./texts.ts";

export interface CommandSettings<C extends Context> extends AnswerSettings<C> {
  /** What options stand for when they are left out. */
  readonly defaults?: Readonly<Record<string, string | number | boolean>>;
  /** What options offer while they are typed. */
  readonly autocomplete?: Readonly<Record<string, Suggestions>>;
}

/** What answers a command. */
export interface CommandHandler extends Nameable {
  run(bot: Bot, received: Received): Promise<void>;
  /** Answers with choices for the option that is being typed. */
  complete(bot: Bot, interaction: Interaction): Promise<void>;
}

type CommandArguments<C extends InteractionContext> = HandlerArguments<C, CommandSettings<C>>;

/** Declares what answers a slash command or a subcommand. */
export function command<Options = unknown>(
  ...args: CommandArguments<CommandContext<Options>>
): CommandHandler {
  return handler(
    args,
    (bot, received, settings) => new InteractionContext(bot, received, settings) as CommandContext<Options>,
  );
}

/** Declares a command in the menu of users. */
export function userMenu(...args: CommandArguments<UserMenuContext>): CommandHandler {
  return handler(args, (bot, received, settings) => new UserMenuContext(bot, received, settings));
}

/** Declares a command in the menu of messages. */
export function messageMenu(...args: CommandArguments<MessageMenuContext>): CommandHandler {
  return handler(args, (bot, received, settings) => new MessageMenuContext(bot, received, settings));
}

function handler<C extends InteractionContext>(
  args: CommandArguments<C>,
  contextOf: (bot: Bot, received: Received, settings: CommandSettings<C> | undefined) => C,
): CommandHandler {
  const { settings, run: body } = handlerArguments(args);
  const { run, nameAs } = nameable(body);
  return {
    nameAs,
    run: (bot, received) =>
      runGuarded(contextOf(bot, received, settings), settings, run, received, COMMAND_TEXTS),
    complete: (bot, interaction) => complete(bot, interaction, settings?.autocomplete ?? {}),
  };
}
