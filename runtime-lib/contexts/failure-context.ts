import type { Bot } from "../bot/bot.ts";
import { ActionError, FurlowError, messageOf } from "../errors/errors.ts";
import type { HandlerFailure } from "../events/runtime-events.ts";
import { Context } from "./context.ts";

/** A failure as the document reads it. */
export interface Failure {
  readonly message: string;
  readonly name: string;
  readonly code: string | undefined;
  readonly action: string | undefined;
  readonly handler: string;
}

/** The context of the failure of a handler. */
export class FailureContext extends Context {
  readonly error: Failure;

  constructor(bot: Bot, { error, handler }: HandlerFailure) {
    super(bot);
    this.error = {
      message: messageOf(error),
      name: error instanceof Error ? error.name : "Error",
      code: error instanceof FurlowError ? error.code : undefined,
      action: error instanceof ActionError ? error.action : undefined,
      handler,
    };
  }

  get errorMessage(): string {
    return this.error.message;
  }
}
