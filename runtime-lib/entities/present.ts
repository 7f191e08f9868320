import type { Nothing } from "../types.ts";

/** A function of an entity that gives undefined where there is none. */
export interface NullSafe<Entity, Result> {
  (entity: Entity): Result;
  (entity: Entity | Nothing): Result | undefined;
}

/** Makes a property of an entity null-safe, as property access is everywhere in the language. */
export function nullSafe<Entity, Result>(read: (entity: Entity) => Result): NullSafe<Entity, Result> {
  return ((entity: Entity | Nothing) =>
    entity === null || entity === undefined ? undefined : read(entity)) as NullSafe<Entity, Result>;
}
