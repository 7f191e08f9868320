import type { SectionDefinition } from "../language/section.ts";
import { concat, deepUnion, union } from "../language/section-merge.ts";
import { sectionsDefinitions } from "../language/sections/registry.generated.ts";
import { type Entry, keyText, type MapNode, type Node } from "../source/node.ts";

/** A document with those of a file it imports added, section by section (spec.md §3); both normalised. */
export function mergeDocuments(base: MapNode, imported: MapNode): MapNode {
  const entries = new Map<string, Entry>(base.entries.map((entry) => [keyText(entry), entry]));
  for (const entry of imported.entries) {
    const name = keyText(entry);
    const section = sectionsDefinitions.find((definition) => definition.name === name);
    const existing = entries.get(name);
    if (existing !== undefined) {
      entries.set(name, { key: existing.key, value: mergeSection(section, existing.value, entry.value) });
    } else if (section?.merge !== "keep") {
      entries.set(name, entry);
    }
  }
  return { kind: "map", entries: [...entries.values()], span: base.span };
}

/** Configuration sections, which are no sections of the language, merge key by key on every level. */
export function mergeSection(section: SectionDefinition | undefined, base: Node, imported: Node): Node {
  switch (section?.merge) {
    case undefined:
      return deepUnion(base, imported);
    case "keep":
      return base;
    case "replace":
      return imported;
    case "concat":
      return concat(base, imported);
    case "union":
      return union(base, imported);
    default:
      return section!.merge(base, imported);
  }
}
