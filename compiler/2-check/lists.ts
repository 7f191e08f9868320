import type { Diagnostics } from "../diagnostics/diagnostics.ts";
import { describeKind, isNull, itemsAt, type MapNode, type Node, valueAt } from "../source/node.ts";

/** The items of the list under a key; what is neither a list nor nothing is reported. */
export function listAt(map: MapNode, key: string, diagnostics: Diagnostics): readonly Node[] {
  const value = valueAt(map, key);
  if (value !== undefined && value.kind !== "list" && !isNull(value))
    diagnostics.report("wrong-kind", value.span, { expected: "a list", found: describeKind(value) });
  return itemsAt(map, key);
}

/** The items that are maps; anything else is reported. */
export function mapsOf(items: readonly Node[], expected: string, diagnostics: Diagnostics): MapNode[] {
  return items.flatMap((item) => {
    if (item.kind === "map") return [item];
    diagnostics.report("wrong-kind", item.span, { expected, found: describeKind(item) });
    return [];
  });
}
