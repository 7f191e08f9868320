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
      const { tracer } = ctx.bot;
      return await (tracer === undefined
        ? run(ctx, ...args)
        : tracer.action(`call_flow ${name}`, () => run(ctx, ...args)));
    } finally {
      ctx.quota.leave();
    }
  };
}

/** What an action of a flow came to, as the flow's `returns` reads it. */
export interface ActionResult {
  readonly success: boolean;
  readonly data?: unknown;
  readonly error?: unknown;
}

/** What a flow takes, where a call has to see to it when it runs. */
export interface FlowParameterSettings {
  readonly type?: keyof ArgumentTypes;
  readonly required?: true;
  readonly default?: unknown;
}

/** All flows by their names. */
export type FlowTable = Readonly<
  Record<
    string,
    {
      /** The flow: each takes a context and arguments of its own. */
      readonly flow: () => (ctx: never, args: never) => Promise<unknown>;
      readonly parameters: Readonly<Record<string, FlowParameterSettings>>;
    }
  >
>;

/** Calls the flow of a name. Throws E5001 when there is none, and E5002 for arguments that it does not take. */
export async function callFlow(
  ctx: Context,
  flows: FlowTable,
  name: string,
  args: Readonly<Record<string, unknown>>,
): Promise<unknown> {
  const known = Object.hasOwn(flows, name) ? flows[name] : undefined;
  if (known === undefined) throw new FurlowError("E5001", `There is no flow "${name}"`);
  const taken = Object.entries(known.parameters).map(([parameter, settings]) => [
    parameter,
    argument(parameter, settings, args[parameter]),
  ]);
  const run = known.flow() as (ctx: Context, args: Readonly<Record<string, unknown>>) => Promise<unknown>;
  return await run(ctx, { ...args, ...Object.fromEntries(taken) });
}

function argument(parameter: string, settings: FlowParameterSettings, given: unknown): unknown {
  const { type, required, default: initial } = settings;
  const value = given ?? structuredClone(initial);
  if (required && (value === undefined || value === null)) {
    throw new FurlowError("E5002", `The argument "${parameter}" is missing`);
  }
  return type === undefined ? value : optionalArgument(parameter, type, value);
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
