import { type Type, types } from "../expression/types.ts";

/** A property of an entity: a field of Discord's payload, or a small pure function on it. */
export type EntityProperty = {
  readonly type: Type;
  /** Other spellings, such as the camelCase twin. */
  readonly aliases?: readonly string[];
  readonly summary: string;
  /** The field that names the image inside an address of Discord's image store. */
  readonly cdnHash?: string;
  /** Intents without which Discord leaves it empty. */
  readonly intents?: readonly string[];
  /** The entity whose cache must be there, even if none of its fields is read. */
  readonly lists?: string;
} & (
  | { readonly field: string; readonly runtime?: undefined; readonly root?: undefined }
  | {
      readonly field?: undefined;
      readonly runtime: string;
      readonly reads: readonly string[];
      readonly root?: undefined;
    }
  /** Read from the root of that name: `message.guild` is the guild of the event. */
  | { readonly field?: undefined; readonly runtime?: undefined; readonly root: string }
);

/** A Discord object that expressions can read. */
export interface EntityDefinition {
  readonly name: string;
  readonly summary: string;
  /** The runtime's type of the payload. */
  readonly runtimeType: string;
  /** Set when values are kept in a cache that holds exactly the fields read: the cache's name. */
  readonly cache?: { readonly name: string; readonly intents: readonly string[] };
  readonly properties: Readonly<Record<string, EntityProperty>>;
}

export function defineEntity(definition: EntityDefinition): EntityDefinition {
  return definition;
}

/** When something was created: every snowflake says so. */
export const createdAt: EntityProperty = {
  type: types.date,
  runtime: "createdAt",
  reads: [],
  aliases: ["createdAt"],
  summary: "When it was created.",
};
