import type { Context } from "../../contexts/context.ts";

/**
 * Starts everything at once, waits for all of it, and gives the results in order. When something fails the rest
 * goes on; then what failed first is thrown.
 */
export async function parallel(
  ctx: Context,
  branches: readonly (() => Promise<unknown>)[],
): Promise<unknown[]> {
  ctx.quota.spend(1);
  return await allOf(ctx, branches);
}

/** Runs functions side by side until each is done; then throws what failed first. */
export async function allOf(ctx: Context, work: readonly (() => Promise<unknown>)[]): Promise<unknown[]> {
  const failures: unknown[] = [];
  // The path that waits for them goes on in one of them.
  const more = Math.max(0, work.length - 1);
  ctx.quota.split(more);
  const results = await Promise.all(
    work.map(async (run) => {
      try {
        return await run();
      } catch (error) {
        failures.push(error);
        return undefined;
      }
    }),
  );
  ctx.quota.split(-more);
  if (failures.length > 0) throw failures[0];
  return results;
}

/** Holds what a `return` inside a function of its own gives, until the flow itself can return it. */
export class EarlyReturn<T> {
  #given: { readonly value: T } | undefined;

  /** Takes the value, unless another was faster. */
  with(value: T): this {
    this.#given ??= { value };
    return this;
  }

  get given(): boolean {
    return this.#given !== undefined;
  }

  /** The value; only once it is given. */
  get value(): T {
    return (this.#given as { readonly value: T }).value;
  }
}

/** Makes place for what a `return` in one of several functions gives. */
export function earlyReturn<T = void>(): EarlyReturn<T> {
  return new EarlyReturn<T>();
}
