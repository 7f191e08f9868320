import { type ItemChoice, withEntry, withItem, withoutEntry, withoutItem } from "./collections.ts";

/** What a store makes of a list or map in one atomic step. Plain data: a store may have it done by a server. */
export type Change =
  | { readonly kind: "push"; readonly item: unknown }
  | { readonly kind: "remove"; readonly which: ItemChoice }
  | { readonly kind: "setEntry"; readonly key: string; readonly value: unknown }
  | { readonly kind: "deleteEntry"; readonly key: string };

/**
 * The value after a change. What is no list or map counts as an empty one. Throws E_ARRAY_TOO_LONG, and E3003 for an
 * index or a key that cannot be one.
 */
export function changed(value: unknown, change: Change): unknown {
  switch (change.kind) {
    case "push":
      return withItem(value as unknown[], change.item);
    case "remove":
      return withoutItem(value as unknown[], change.which);
    case "setEntry":
      return withEntry(value, change.key, change.value);
    case "deleteEntry":
      return withoutEntry(value, change.key);
  }
}

/** Throws E3003 for an index or a key that cannot be one. */
export function checkChange(change: Change): void {
  changed(undefined, change);
}
