import type { Context } from "../../contexts/context.ts";
import { FurlowError } from "../../errors/errors.ts";

/** A flow: counts its depth and what its inline actions cost. Throws E5003 when nested too deep. */
export function flow<C extends Context, Args extends unknown[], Result>(
  name: string,
  run: (ctx: C, ...args: Args) => Promise<Result>,
): (ctx: C, ...args: Args) => Promise<Result> {
  return async (ctx, ...args) => {
    ctx.quota.spend(1);
    ctx.quota.enter(name);
    try {
      return await run(ctx, ...args);
    } finally {
      ctx.quota.leave();
    }
  };
}

/** The types a flow's parameter can declare, and what a value of each is. */
interface ArgumentTypes {
  string: string;
  number: number;
  boolean: boolean;
  array: unknown[];
  object: unknown;
}

/** An argument whose type is only known now. Throws E5002 when it is missing or of another type. */
export function requiredArgument<T extends keyof ArgumentTypes>(
  parameter: string,
  type: T,
  value: unknown,
): ArgumentTypes[T] {
  if (value === undefined || value === null) {
    throw new FurlowError("E5002", `The argument "${parameter}" is missing`);
  }
  return optionalArgument(parameter, type, value) as ArgumentTypes[T];
}

/** The same, where the argument may be missing. */
export function optionalArgument<T extends keyof ArgumentTypes>(
  parameter: string,
  type: T,
  value: unknown,
): ArgumentTypes[T] | undefined {
  if (value === undefined || value === null) return undefined;
  const actual = Array.isArray(value) ? "array" : typeof value;
  if (actual === type) return value as ArgumentTypes[T];
  throw new FurlowError("E5002", `The argument "${parameter}" is of type ${actual}, not ${type}`);
}
