/** The type of an expression. `nothing` is null or undefined; `unknown` is read through checked helpers. */
export type Type =
  | { readonly kind: "string" | "number" | "boolean" | "date" | "nothing" | "unknown" }
  /** `view` is the entity whose properties the list itself has: `member.roles.highest`; `elsewhere` as of entities. */
  | { readonly kind: "list"; readonly item: Type; readonly view?: string; readonly elsewhere?: true }
  | { readonly kind: "map"; readonly properties: Readonly<Record<string, Type>>; readonly others: Type }
  | EntityType
  | { readonly kind: "optional"; readonly of: Type };

/** A Discord object; without marks one that Discord has just sent whole. */
export interface EntityType {
  readonly kind: "entity";
  readonly name: string;
  /**
   * The cache it may come from: reading a property of it keeps that field. Inside another cached entity with
   * the field it lies in: `members.user`.
   */
  readonly cache?: string;
  /** Any field may be missing but those its definition says are always known. */
  readonly partial?: true;
  /** Of a bot in several processes: its guild may be one that another process serves. */
  readonly elsewhere?: true;
}

export const types = {
  string: { kind: "string" },
  number: { kind: "number" },
  boolean: { kind: "boolean" },
  date: { kind: "date" },
  nothing: { kind: "nothing" },
  unknown: { kind: "unknown" },
  list: (item: Type, view?: string): Type =>
    view === undefined ? { kind: "list", item } : { kind: "list", item, view },
  /** A map with known properties; `others` is the type of every other key. */
  map: (properties: Readonly<Record<string, Type>>, others: Type = { kind: "nothing" }): Type => ({
    kind: "map",
    properties,
    others,
  }),
  entity: (name: string, marks: Omit<EntityType, "kind" | "name"> = {}): EntityType => ({
    kind: "entity",
    name,
    ...marks,
  }),
  optional: (of: Type): Type =>
    of.kind === "optional" || of.kind === "unknown" || of.kind === "nothing" ? of : { kind: "optional", of },
} as const satisfies Record<string, Type | ((...args: never[]) => Type)>;

/** The type without its absence: `user?` gives `user`. */
export function present(type: Type): Type {
  return type.kind === "optional" ? type.of : type;
}

/** The same type for what may have come from another process: the entities in it may be of guilds that are served there. */
export function elsewhere(type: Type): Type {
  switch (type.kind) {
    case "entity":
      return { ...type, elsewhere: true };
    case "list":
      return { ...type, item: elsewhere(type.item), ...(type.view !== undefined && { elsewhere: true }) };
    case "optional":
      return { ...type, of: elsewhere(type.of) };
    case "map": {
      const properties = Object.entries(type.properties).map(([name, each]) => [name, elsewhere(each)]);
      return types.map(Object.fromEntries(properties), elsewhere(type.others));
    }
    default:
      return type;
  }
}

export function mayBeNothing(type: Type): boolean {
  return type.kind === "optional" || type.kind === "nothing" || type.kind === "unknown";
}

/** The type of a value that has one type or the other. */
export function join(a: Type, b: Type): Type {
  if (equal(a, b)) return a;
  // One of them may be from elsewhere: then both may.
  if (equal(elsewhere(a), elsewhere(b))) return elsewhere(a);
  if (a.kind === "nothing") return types.optional(b);
  if (b.kind === "nothing") return types.optional(a);
  if (a.kind === "optional" || b.kind === "optional") return types.optional(join(present(a), present(b)));
  if (a.kind === "list" && b.kind === "list") return types.list(join(a.item, b.item));
  if (a.kind === "entity" && b.kind === "entity" && a.name === b.name) return joinEntities(a, b);
  return types.unknown;
}

/** One or the other of an entity's forms: it may come from the cache or elsewhere, and lack fields, when either does. */
function joinEntities(a: EntityType, b: EntityType): Type {
  const cache = a.cache ?? b.cache;
  if (b.cache !== undefined && b.cache !== cache) return types.unknown;
  const partial = a.partial || b.partial;
  const elsewhere = a.elsewhere || b.elsewhere;
  return types.entity(a.name, {
    ...(cache === undefined ? {} : { cache }),
    ...(partial ? { partial } : {}),
    ...(elsewhere ? { elsewhere } : {}),
  });
}

export function equal(a: Type, b: Type): boolean {
  if (a.kind !== b.kind) return false;
  if (a.kind === "list") return sameList(a, b as typeof a);
  if (a.kind === "optional") return equal(a.of, (b as typeof a).of);
  if (a.kind === "entity") return sameEntity(a, b as typeof a);
  if (a.kind === "map") return equalMaps(a, b as typeof a);
  return true;
}

type ListType = Type & { kind: "list" };

function sameList(a: ListType, b: ListType): boolean {
  return a.view === b.view && a.elsewhere === b.elsewhere && equal(a.item, b.item);
}

function sameEntity(a: EntityType, b: EntityType): boolean {
  const sameForm = a.cache === b.cache && a.partial === b.partial;
  return a.name === b.name && sameForm && a.elsewhere === b.elsewhere;
}

type MapType = Type & { kind: "map" };

function equalMaps(a: MapType, b: MapType): boolean {
  const keys = Object.keys(a.properties);
  return (
    equal(a.others, b.others) &&
    keys.length === Object.keys(b.properties).length &&
    keys.every((key) => Object.hasOwn(b.properties, key) && equal(a.properties[key]!, b.properties[key]!))
  );
}

/** A type as people write it: `text`, `list of number`, `user or nothing`. */
export function describeType(type: Type): string {
  switch (type.kind) {
    case "string":
      return "text";
    case "list":
      return `list of ${describeType(type.item)}`;
    case "entity":
      return type.name;
    case "optional":
      return `${describeType(type.of)} or nothing`;
    case "unknown":
      return "any value";
    default:
      return type.kind;
  }
}
