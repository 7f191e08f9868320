import { type Type, types } from "../expression/types.ts";

/** Fields of caches, by the cache's name: what something reads of entities other than the one at hand. */
export type CacheFields = Readonly<Record<string, readonly string[]>>;

/** A property of an entity: a field of Discord's payload, or a small pure function on it. */
export type EntityProperty = {
  readonly type: Type;
  /** Other names; the camelCase twin of a snake_case name needs no mention. */
  readonly aliases?: readonly string[];
  readonly summary: string;
  /** The field that names the image inside an address of Discord's image store. */
  readonly cdnHash?: string;
  /** Intents without which Discord leaves it empty. */
  readonly intents?: readonly string[];
  /** Whether the entity it gives has all its properties, whatever the intents. */
  readonly whole?: true;
  /** Caches that must be there, with the fields of them that it reads. */
  readonly caches?: CacheFields;
} & (
  | { readonly field: string; readonly runtime?: undefined; readonly root?: undefined }
  | {
      readonly field?: undefined;
      readonly runtime: string;
      /** The fields that the function needs; dots lead into objects: `user.username`. */
      readonly reads: readonly string[];
      /** Whether the function gets the handler's context before the entity. */
      readonly context?: true;
      readonly root?: undefined;
    }
  /** Read from the root of that name: `message.guild` is the guild of the event. */
  | { readonly field?: undefined; readonly runtime?: undefined; readonly root: string }
);

/** A Discord object that expressions can read. */
export interface EntityDefinition {
  readonly name: string;
  readonly summary: string;
  /** The runtime's type of the payload; with `Partial` before it the type of one that lacks fields. */
  readonly runtimeType: string;
  /** The fields that are there even when the entity is known in part only; `id` when left out. */
  readonly known?: readonly string[];
  /** The property that stands for it in text. */
  readonly text?: string;
  /** True of what is part of the running bot, and no data that could be kept. */
  readonly isLive?: true;
  readonly properties: Readonly<Record<string, EntityProperty>>;
}

/** Declares an entity; every property is also read by the camelCase twin of its name. */
export function defineEntity(definition: EntityDefinition): EntityDefinition {
  const properties = Object.entries(definition.properties).map(([name, property]) => {
    const aliases = [twin(name), ...(property.aliases ?? [])].filter((alias) => alias !== undefined);
    return [
      name,
      { ...property, ...(aliases.length > 0 ? { aliases: [...new Set(aliases)] } : {}) },
    ] as const;
  });
  return { ...definition, properties: Object.fromEntries(properties) };
}

/** The other spelling of a name: `old_member` for `oldMember` and the reverse; undefined where there is none. */
export function twin(name: string): string | undefined {
  const other = name.includes("_")
    ? name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())
    : name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  return other === name ? undefined : other;
}

/** When something was created: every snowflake says so. */
export const createdAt: EntityProperty = {
  type: types.date,
  runtime: "createdAt",
  reads: [],
  summary: "When it was created.",
};

/** The same in milliseconds. */
export const createdTimestamp: EntityProperty = {
  type: types.number,
  runtime: "createdTimestamp",
  reads: [],
  summary: "When it was created, in Unix milliseconds.",
};

/** The guild that the handler's event happened in. */
export const guildOfEvent: EntityProperty = {
  type: types.optional(types.entity("guild", { cache: "guilds" })),
  root: "guild",
  summary: "The guild of the event.",
};
