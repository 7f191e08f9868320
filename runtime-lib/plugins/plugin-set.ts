import type { Bot } from "../bot/bot.ts";

/** The TypeScript of a bot. */
export interface PluginSet {
  /** Begins, before the bot connects; what it gives is called when the bot is ready. Throws what a plugin throws. */
  open(bot: Bot): () => void;
}
