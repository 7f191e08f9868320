import type { Context } from "../contexts/context.ts";

type Run<C extends Context> = (ctx: C) => Promise<void>;

/** What can be measured under a name, once somebody gives it one. */
export interface Measurable {
  measureAs?(name: string): void;
}

/** The body of a handler, of which the time that it takes is noted where that is wanted. */
export function measurable<C extends Context>(
  body: Run<C>,
): Measurable & { readonly run: Run<C>; measureAs(name: string): void } {
  let name: string | undefined;
  return {
    run(ctx) {
      if (name === undefined) return body(ctx);
      const { meter } = ctx.bot;
      return meter === undefined ? body(ctx) : meter.handled(name, () => body(ctx));
    },
    measureAs(given) {
      name = given;
    },
  };
}
