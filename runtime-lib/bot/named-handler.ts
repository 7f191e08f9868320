import type { Context } from "../contexts/context.ts";

type Run<C extends Context> = (ctx: C) => Promise<void>;

/** What metrics and traces call a handler. */
export interface NamedPlace {
  readonly name: string;
  /** Where it stands in the document, such as `furlow.yaml:12`. */
  readonly source?: string;
}

/** What has a name in metrics and traces, once somebody gives it one. */
export interface Nameable {
  nameAs?(place: NamedPlace): void;
}

/** A handler, what it is called in metrics and traces, and where it stands in the document. */
export interface NamedHandler extends NamedPlace {
  readonly source: string;
  /** Left out for what the runtime finds by its name itself. */
  readonly handler?: Nameable;
}

/** The body of a handler, of which the time that it takes is noted where that is wanted. */
export function nameable<C extends Context>(
  body: Run<C>,
): Nameable & { readonly run: Run<C>; nameAs(place: NamedPlace): void } {
  let place: NamedPlace | undefined;
  return {
    run: (ctx) => (place === undefined ? body(ctx) : runNamed(place, ctx, body)),
    nameAs(given) {
      place = given;
    },
  };
}

/** Runs the body of a handler under its name. */
export function runNamed<C extends Context>(place: NamedPlace, ctx: C, body: Run<C>): Promise<void> {
  const { tracer } = ctx.bot;
  if (tracer === undefined) return runMeasured(place, ctx, body);
  return tracer.handler(place, ctx, () => runMeasured(place, ctx, body));
}

function runMeasured<C extends Context>({ name }: NamedPlace, ctx: C, body: Run<C>): Promise<void> {
  const { meter } = ctx.bot;
  return meter === undefined ? body(ctx) : meter.handled(name, () => body(ctx));
}
