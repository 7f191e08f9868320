import type { Context } from "../contexts/context.ts";
import { ActionError, FurlowError } from "../errors/errors.ts";
import { MAXIMUM_VALUE, type StateStore } from "./store.ts";

export type StateScope = "global" | "guild" | "channel" | "user" | "member";

export interface StateVariableSettings {
  readonly scope: StateScope;
  /** What is read where nothing is stored. */
  readonly default?: unknown;
  /** False keeps the values in memory only. */
  readonly persist?: boolean;
  /** Milliseconds to live from each write. */
  readonly ttl?: number;
}

/** A context as far as scopes need it; what is missing is an error when a scope needs it. */
type Scoped = Pick<Context, "bot" | "quota"> & {
  readonly guildId?: string | undefined;
  readonly channelId?: string | undefined;
  readonly userId?: string | undefined;
};

/** A state variable: one value for each guild, user or whatever its scope says. */
export interface StateVariable<T> {
  get(ctx: Scoped): Promise<T>;
  /** Stores a value and gives it; `ttl` in milliseconds wins over the variable's. Throws ActionError. */
  set<V>(ctx: Scoped, value: V, options?: { readonly ttl?: number }): Promise<V>;
  /** Adds to a number in one atomic step and gives the sum. Throws ActionError. */
  increment(ctx: Scoped, by?: number): Promise<number>;
}

/** Declares a state variable under the name by which it is stored. */
export function stateVariable<T>(name: string, settings: StateVariableSettings): StateVariable<T> {
  return {
    async get(ctx) {
      const value = await storeOf(ctx, settings).get(keyOf(name, settings.scope, ctx));
      return (value ?? structuredClone(settings.default)) as T;
    },
    async set(ctx, value, options) {
      await write(ctx, "set", () => {
        const ttl = options?.ttl ?? settings.ttl;
        return storeOf(ctx, settings).set(keyOf(name, settings.scope, ctx), storable(value), ttl);
      });
      return value;
    },
    increment(ctx, by = 1) {
      return write(ctx, "increment", () => {
        const initial = typeof settings.default === "number" ? settings.default : 0;
        return storeOf(ctx, settings).increment(keyOf(name, settings.scope, ctx), by, initial, settings.ttl);
      });
    },
  };
}

/** Runs a write as an action: paid for, and named in what goes wrong. */
async function write<R>(ctx: Scoped, action: string, run: () => Promise<R>): Promise<R> {
  ctx.quota.spend(1);
  try {
    return await run();
  } catch (error) {
    throw new ActionError(action, error);
  }
}

function storeOf(ctx: Scoped, settings: StateVariableSettings): StateStore {
  return settings.persist === false ? ctx.bot.memory : ctx.bot.store;
}

function keyOf(name: string, scope: StateScope, ctx: Scoped): string {
  switch (scope) {
    case "global":
      return `global:${name}`;
    case "guild":
      return `guild:${name}:${needed(ctx.guildId, name, scope)}`;
    case "channel":
      return `channel:${name}:${needed(ctx.channelId, name, scope)}`;
    case "user":
      return `user:${name}:${needed(ctx.userId, name, scope)}`;
    case "member":
      return `member:${name}:${needed(ctx.guildId, name, scope)}:${needed(ctx.userId, name, scope)}`;
  }
}

function needed(id: string | undefined, name: string, scope: StateScope): string {
  if (id !== undefined) return id;
  throw new FurlowError("E4003", `"${name}" is kept per ${scope}, and there is none here`);
}

/** The value as it will be stored. Throws E_VALUE_TOO_LARGE. */
function storable(value: unknown): unknown {
  const json = JSON.stringify(value ?? null);
  if (Buffer.byteLength(json) <= MAXIMUM_VALUE) return JSON.parse(json);
  throw new FurlowError("E_VALUE_TOO_LARGE", `The value has more than ${MAXIMUM_VALUE} bytes`);
}
