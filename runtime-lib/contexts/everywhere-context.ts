import type { Bot } from "../bot/bot.ts";
import { Quota } from "../quota.ts";
import { Context } from "./context.ts";

/** The context of what runs in every process: it has nothing of who asked for it. */
export class EverywhereContext extends Context {
  override readonly quota: Quota;

  /** @param quota of who asked for it, where that is here */
  constructor(bot: Bot, quota = new Quota()) {
    super(bot);
    this.quota = quota;
  }
}
