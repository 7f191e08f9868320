import type { Context } from "../contexts/context.ts";
import { FurlowError } from "../errors/errors.ts";
import type { StateStore } from "./store.ts";

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
export type Scoped = Context & {
  readonly guildId?: string | undefined;
  readonly channelId?: string | undefined;
  readonly userId?: string | undefined;
};

/** A state variable: one value for each guild, user or whatever its scope says. */
export interface StateVariable<T> {
  readonly settings: StateVariableSettings;
  /** The value, or the default where there is none. Throws E4003 without the id that the scope needs. */
  get(ctx: Scoped): Promise<T>;
  /** Where it is kept, and under which key. Throws E4003. */
  place(ctx: Scoped): { readonly store: StateStore; readonly key: string };
}

/** Declares a state variable under the name by which it is stored. */
export function stateVariable<T>(name: string, settings: StateVariableSettings): StateVariable<T> {
  const place = (ctx: Scoped) => ({
    store: settings.persist === false ? ctx.bot.memory : ctx.bot.store,
    key: keyOf(name, settings.scope, ctx),
  });
  return {
    settings,
    place,
    async get(ctx) {
      const { store, key } = place(ctx);
      return ((await store.get(key)) ?? structuredClone(settings.default)) as T;
    },
  };
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
