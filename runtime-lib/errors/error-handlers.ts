import type { Context } from "../contexts/context.ts";
import { extended } from "../contexts/extended.ts";
import { Quota } from "../quota.ts";
import { type Failure, failureOf, namesOf } from "./failure.ts";

/** The context of a handler that has failed, with the failure and a quota of its own. */
export type FailedContext<C extends Context = Context> = C & {
  readonly error: Failure;
  readonly errorMessage: string;
  /** The error itself, for its stack. */
  readonly thrown: unknown;
};

/** What runs when a handler has failed. */
export type ErrorHandler<C extends Context> = (ctx: FailedContext<C>) => Promise<void>;

/** What happens when handlers fail, as generated code says it. */
export interface ErrorRules<C extends Context = never> {
  /** Whether failures are logged; true by default. Those of error handlers always are. */
  readonly logged?: boolean;
  /** By the class or code of an error: `ActionError`, `E5005`, `50013`. */
  readonly handlers?: Readonly<Record<string, ErrorHandler<C>>>;
  /** For all others: one of `handlers` by its name, or a function. */
  readonly default?: string | ErrorHandler<C>;
}

/** Declares what happens when handlers fail. */
export function errorRules<C extends Context>(rules: ErrorRules<C>): ErrorRules<C> {
  return rules;
}

/** An error handler with the name that the log calls it. */
export interface NamedErrorHandler {
  readonly name: string;
  run(ctx: FailedContext): Promise<void>;
}

/** Finds what is to run for an error. */
export class ErrorHandlers {
  readonly #handlers: Readonly<Record<string, ErrorHandler<Context>>>;
  readonly #default: ErrorHandler<Context> | undefined;

  constructor(rules: ErrorRules) {
    this.#handlers = (rules.handlers ?? {}) as Readonly<Record<string, ErrorHandler<Context>>>;
    this.#default = (
      typeof rules.default === "string" ? this.#handlers[rules.default] : rules.default
    ) as ErrorHandler<Context>;
  }

  /** Whether there is any. */
  get any(): boolean {
    return this.#default !== undefined || Object.keys(this.#handlers).length > 0;
  }

  for(error: unknown): NamedErrorHandler | undefined {
    const name = namesOf(error).find((each) => Object.hasOwn(this.#handlers, each));
    if (name !== undefined) return { name: `errors.handlers.${name}`, run: this.#handlers[name]! };
    return this.#default && { name: "errors.default_handler", run: this.#default };
  }
}

/** The context for a handler of what was thrown in `ctx`. */
export function failedContext(ctx: Context, thrown: unknown, handler: string): FailedContext {
  const error = failureOf(thrown, handler);
  return extended(ctx, {
    error,
    errorMessage: error.message,
    thrown,
    isAboutFailure: true,
    // The failed handler may have used up its own.
    quota: new Quota(),
  });
}
