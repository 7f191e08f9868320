import type { Bot } from "../bot/bot.ts";
import type { Context } from "../contexts/context.ts";
import { type CommandContext, InteractionContext } from "../contexts/interaction-context.ts";
import { MessageMenuContext, UserMenuContext } from "../contexts/menu-context.ts";
import {
  type HandlerArguments,
  type HandlerSettings,
  handlerArguments,
  type Run,
} from "../events/event-handler.ts";
import { complete, type Suggestions } from "./autocomplete.ts";
import { type GuardSettings, refusal } from "./guard.ts";
import type { Interaction } from "./interaction.ts";
import type { Received } from "./received.ts";
import { tell } from "./tell.ts";

export interface CommandSettings<C extends Context> extends HandlerSettings, GuardSettings<C> {
  /** Acknowledges before the handler runs. */
  readonly defer?: boolean;
  /** Whether only the user sees the deferred answer. */
  readonly ephemeral?: boolean;
  /** What options stand for when they are left out. */
  readonly defaults?: Readonly<Record<string, string | number | boolean>>;
  /** What options offer while they are typed. */
  readonly autocomplete?: Readonly<Record<string, Suggestions>>;
}

/** What answers a command. */
export interface CommandHandler {
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
  const { settings, run } = handlerArguments(args);
  return {
    async run(bot, received) {
      const ctx = contextOf(bot, received, settings);
      await bot.work.watch(ctx, settings === undefined ? run(ctx) : runGuarded(ctx, received, settings, run));
    },
    complete: (bot, interaction) => complete(bot, interaction, settings?.autocomplete ?? {}),
  };
}

/** Runs a command's body unless its settings refuse the user. */
async function runGuarded<C extends InteractionContext>(
  ctx: C,
  { answer, rules }: Received,
  settings: CommandSettings<C>,
  run: Run<C>,
): Promise<void> {
  const refused = await refusal(ctx, settings, rules);
  if (refused !== undefined) return tell(answer, refused);
  if (settings.defer) await answer.defer(settings.ephemeral ?? false);
  await run(ctx);
}
