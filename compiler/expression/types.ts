/** The type of an expression. `nothing` is null or undefined; `unknown` is read through checked helpers. */
export type Type =
  | { readonly kind: "string" | "number" | "boolean" | "date" | "nothing" | "unknown" }
  | { readonly kind: "list"; readonly item: Type }
  | { readonly kind: "map"; readonly properties: Readonly<Record<string, Type>>; readonly others: Type }
  | { readonly kind: "entity"; readonly name: string }
  | { readonly kind: "optional"; readonly of: Type };

export const types = {
  string: { kind: "string" },
  number: { kind: "number" },
  boolean: { kind: "boolean" },
  date: { kind: "date" },
  nothing: { kind: "nothing" },
  unknown: { kind: "unknown" },
  list: (item: Type): Type => ({ kind: "list", item }),
  /** A map with known properties; `others` is the type of every other key. */
  map: (properties: Readonly<Record<string, Type>>, others: Type = { kind: "nothing" }): Type => ({
    kind: "map",
    properties,
    others,
  }),
  entity: (name: string): Type => ({ kind: "entity", name }),
  optional: (of: Type): Type =>
    of.kind === "optional" || of.kind === "unknown" || of.kind === "nothing" ? of : { kind: "optional", of },
} as const satisfies Record<string, Type | ((...args: never[]) => Type)>;

/** The type without its absence: `user?` gives `user`. */
export function present(type: Type): Type {
  return type.kind === "optional" ? type.of : type;
}

export function mayBeNothing(type: Type): boolean {
  return type.kind === "optional" || type.kind === "nothing" || type.kind === "unknown";
}

/** The type of a value that has one type or the other. */
export function join(a: Type, b: Type): Type {
  if (equal(a, b)) return a;
  if (a.kind === "nothing") return types.optional(b);
  if (b.kind === "nothing") return types.optional(a);
  if (a.kind === "optional" || b.kind === "optional") return types.optional(join(present(a), present(b)));
  if (a.kind === "list" && b.kind === "list") return types.list(join(a.item, b.item));
  return types.unknown;
}

export function equal(a: Type, b: Type): boolean {
  if (a.kind !== b.kind) return false;
  if (a.kind === "list") return equal(a.item, (b as typeof a).item);
  if (a.kind === "optional") return equal(a.of, (b as typeof a).of);
  if (a.kind === "entity") return a.name === (b as typeof a).name;
  if (a.kind === "map") return equalMaps(a, b as typeof a);
  return true;
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
