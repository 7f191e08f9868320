import type { Bot } from "../bot/bot.ts";
import { InteractionAnswer } from "../interactions/answer.ts";
import type { Interaction } from "../interactions/interaction.ts";
import { InteractionContext } from "./interaction-context.ts";

/** The context in which choices for an option are found while a user types. */
export class AutocompleteContext extends InteractionContext {
  constructor(
    bot: Bot,
    interaction: Interaction,
    /** What is typed so far. */
    readonly focused: string,
  ) {
    super(bot, { interaction, answer: new InteractionAnswer(bot, interaction) });
  }
}
