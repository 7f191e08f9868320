import type { Diagnostics } from "../diagnostics/diagnostics.ts";
import type { SectionDefinition } from "../language/section.ts";
import { renamed } from "../language/section-forms.ts";
import { sectionsDefinitions } from "../language/sections/registry.generated.ts";
import { type Entry, keyText, type MapNode } from "../source/node.ts";
import { mergeSection } from "./merge.ts";

/**
 * Brings each section of one file's document to its canonical form, under its canonical key, and takes
 * `imports` out. Normalising twice changes nothing.
 */
export function normaliseDocument(document: MapNode, diagnostics: Diagnostics): MapNode {
  const sections = new Map<string, Entry>();
  for (const entry of document.entries) {
    const { section, key, value } = normaliseEntry(entry, diagnostics);
    const name = keyText({ key, value });
    const earlier = sections.get(name);
    if (name === "imports") continue;
    if (earlier === undefined) sections.set(name, { key, value });
    else sections.set(name, { key: earlier.key, value: mergeSection(section, earlier.value, value) });
  }
  return { kind: "map", entries: [...sections.values()], span: document.span };
}

function normaliseEntry(
  entry: Entry,
  diagnostics: Diagnostics,
): Entry & { section: SectionDefinition | undefined } {
  const written = keyText(entry);
  for (const section of sectionsDefinitions as readonly SectionDefinition[]) {
    const { aliases } = section;
    const alias = aliases !== undefined && Object.hasOwn(aliases, written) ? aliases[written] : undefined;
    if (alias !== undefined) {
      return { section, key: renamed(entry.key, section.name), value: alias(entry.value, { diagnostics }) };
    }
    if (section.name !== written) continue;
    return {
      section,
      key: entry.key,
      value: section.normalise?.(entry.value, { diagnostics }) ?? entry.value,
    };
  }
  return { section: undefined, key: entry.key, value: entry.value };
}
