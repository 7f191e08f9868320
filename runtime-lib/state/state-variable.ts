import type { Context } from "../contexts/context.ts";
import { FurlowError } from "../errors/errors.ts";
import type { Change } from "./change.ts";
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

/** Whose value is meant, by id or mention, where it is not that of who or what is at hand. */
export interface Owner {
  readonly user?: string;
  readonly guild?: string;
  readonly channel?: string;
}

/** A state variable: one value for each guild, user or whatever its scope says. */
export interface StateVariable<T> {
  /** The name by which it is stored. */
  readonly name: string;
  readonly settings: StateVariableSettings;
  /** The value, or the default where there is none. Throws E4003 without the id that the scope needs. */
  get(ctx: Scoped, owner?: Owner): Promise<T>;
  /** Changes the list or map in one atomic step and gives the new one. Throws E4003, and what stores throw. */
  change(ctx: Scoped, change: Change): Promise<unknown>;
  /** Where it is kept, and under which key. Throws E4003. */
  place(ctx: Scoped, owner?: Owner): { readonly store: StateStore; readonly key: string };
}

/** Declares a state variable under the name by which it is stored. */
export function stateVariable<T>(name: string, settings: StateVariableSettings): StateVariable<T> {
  const place = (ctx: Scoped, owner: Owner = {}) => ({
    store: settings.persist === false ? ctx.bot.memory : ctx.bot.store,
    key: keyOf(name, settings.scope, ctx, owner),
  });
  return {
    name,
    settings,
    place,
    async get(ctx, owner) {
      const { store, key } = place(ctx, owner);
      return ((await store.get(key, ctx)) ?? structuredClone(settings.default)) as T;
    },
    async change(ctx, change) {
      const { store, key } = place(ctx);
      return await store.change(key, change, settings.default, settings.ttl, ctx);
    },
  };
}

function keyOf(name: string, scope: StateScope, ctx: Scoped, owner: Owner): string {
  const user = () => needed(owner.user, ctx.userId, name, scope);
  const guild = () => needed(owner.guild, ctx.guildId, name, scope);
  switch (scope) {
    case "global":
      return `global:${name}`;
    case "guild":
      return `guild:${name}:${guild()}`;
    case "channel":
      return `channel:${name}:${needed(owner.channel, ctx.channelId, name, scope)}`;
    case "user":
      return `user:${name}:${user()}`;
    case "member":
      return `member:${name}:${guild()}:${user()}`;
  }
}

function needed(
  given: string | undefined,
  atHand: string | undefined,
  name: string,
  scope: StateScope,
): string {
  const id = given === undefined ? atHand : given.replace(/[<@!#>]/g, "").trim();
  if (id !== undefined && id !== "") return id;
  throw new FurlowError("E4003", `"${name}" is kept per ${scope}, and there is none here`);
}
