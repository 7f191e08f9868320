import type { Bot } from "../bot/bot.ts";
import { type Failure, failureOf } from "../errors/failure.ts";
import type { HandlerFailure } from "../events/runtime-events.ts";
import { Context } from "./context.ts";

/** The context of the failure of a handler. */
export class FailureContext extends Context {
  readonly error: Failure;

  constructor(bot: Bot, { error, handler }: HandlerFailure) {
    super(bot);
    this.error = failureOf(error, handler);
  }

  override get isAboutFailure(): boolean {
    return true;
  }

  get errorMessage(): string {
    return this.error.message;
  }
}
