import type { Bot } from "../bot/bot.ts";
import { type CommandContext, InteractionContext } from "../contexts/interaction-context.ts";
import type { HandlerArguments, HandlerSettings } from "../events/event-handler.ts";
import { handlerArguments } from "../events/event-handler.ts";
import type { Interaction } from "../types.ts";

export interface CommandSettings extends HandlerSettings {
  /** Acknowledges before the handler runs. */
  readonly defer?: boolean;
  /** Whether only the user sees the deferred answer. */
  readonly ephemeral?: boolean;
}

/** What answers a slash command. */
export interface CommandHandler {
  start(bot: Bot, interaction: Interaction): CommandRun;
}

/** A command under way: its context, for what is to be said when it fails, and its end. */
export interface CommandRun {
  readonly ctx: InteractionContext;
  readonly done: Promise<void>;
}

/** Declares a slash command's handler. */
export function command<Options = unknown>(
  ...args: HandlerArguments<CommandContext<Options> & InteractionContext, CommandSettings>
): CommandHandler {
  const { settings, run } = handlerArguments(args);
  return {
    start(bot, interaction) {
      const ctx = new InteractionContext(bot, interaction, settings?.timeout);
      const work = async () => {
        if (settings?.defer) await ctx.answer.defer(settings.ephemeral ?? false);
        await run(ctx as CommandContext<Options>);
      };
      return { ctx, done: work() };
    },
  };
}
