import type { Context } from "../contexts/context.ts";
import type { Nothing } from "../types.ts";

/** A function of an entity that gives undefined where there is none, or where it lacks what is needed. */
export interface NullSafe<Entity, Result> {
  (entity: Entity): Result;
  (entity: Partial<Entity> | Nothing): Result | undefined;
}

/**
 * Makes a property of an entity null-safe, as property access is everywhere in the language.
 *
 * @param read gives the property of an entity that has all that is needed
 * @param needed fields that an entity known in part may lack
 */
// @__NO_SIDE_EFFECTS__
export function nullSafe<Entity, Result>(
  read: (entity: Entity) => Result,
  ...needed: readonly (keyof Entity)[]
): NullSafe<Entity, Result> {
  return ((entity: Partial<Entity> | Nothing) =>
    has(entity, needed) ? read(entity as Entity) : undefined) as NullSafe<Entity, Result>;
}

/** The same for what is looked up in the bot's caches. */
export interface NullSafeInContext<Entity, Result> {
  (ctx: Context, entity: Entity): Result;
  (ctx: Context, entity: Partial<Entity> | Nothing): Result | undefined;
}

/** The same, for properties that need to look into the bot's caches. */
// @__NO_SIDE_EFFECTS__
export function nullSafeInContext<Entity, Result>(
  read: (ctx: Context, entity: Entity) => Result,
  ...needed: readonly (keyof Entity)[]
): NullSafeInContext<Entity, Result> {
  return ((ctx: Context, entity: Partial<Entity> | Nothing) =>
    has(entity, needed) ? read(ctx, entity as Entity) : undefined) as NullSafeInContext<Entity, Result>;
}

function has<Entity>(entity: Partial<Entity> | Nothing, needed: readonly (keyof Entity)[]): boolean {
  if (entity === null || entity === undefined) return false;
  for (const field of needed) if (entity[field] === undefined) return false;
  return true;
}
