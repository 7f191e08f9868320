import { isScalar, type ParsedNode } from "yaml";
import type { Diagnostics } from "../../diagnostics/diagnostics.ts";
import {
  describeKind,
  type Entry,
  isNull,
  keyText,
  type MapNode,
  type Node,
  type ScalarNode,
} from "../../source/node.ts";

/** An entry of a map before merge keys are applied. */
export interface MapItem {
  readonly key: ScalarNode;
  readonly value: Node;
  /** Whether the key is an unquoted `<<`. */
  readonly merges: boolean;
}

/** YAML 1.1's merge key, which everyone who uses anchors expects; quoted it is a key like any other. */
export function isMergeKey(key: ParsedNode): boolean {
  return isScalar(key) && key.value === "<<" && key.type === "PLAIN";
}

/**
 * Entries with what `<<` brings in, at its place. Keys of the map itself win wherever they stand; of several
 * merged maps the earlier wins (https://yaml.org/type/merge.html).
 */
export function applyMergeKeys(items: readonly MapItem[], diagnostics: Diagnostics): Entry[] {
  const taken = new Set(items.filter((item) => !item.merges).map(keyText));
  return items.flatMap((item): Entry[] => {
    if (!item.merges) return [{ key: item.key, value: item.value }];
    return mergedMaps(item, diagnostics).flatMap((map) =>
      map.entries.filter((entry) => {
        const isNew = !taken.has(keyText(entry));
        taken.add(keyText(entry));
        return isNew;
      }),
    );
  });
}

function mergedMaps(item: MapItem, diagnostics: Diagnostics): MapNode[] {
  const candidates = item.value.kind === "list" ? item.value.items : [item.value];
  return candidates.filter((candidate): candidate is MapNode => {
    if (candidate.kind === "map") return true;
    if (isNull(candidate)) return false;
    diagnostics.report("yaml-merge-kind", item.key.span, { kind: describeKind(candidate) });
    return false;
  });
}
