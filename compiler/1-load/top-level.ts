import type { Diagnostics } from "../diagnostics/diagnostics.ts";
import { sectionsDefinitions } from "../language/sections/registry.generated.ts";
import { entryOf, isNull, keyText, type MapNode } from "../source/node.ts";
import { configSections } from "./config/sections.ts";

/** `0.1`, `1` and `1.x`, written as text or as a number. */
const KNOWN_VERSION = /^(0\.1|1(\.\d+)?)$/;

/** Checks the document's `version`, and that its other keys are sections. */
export function checkTopLevel(document: MapNode, diagnostics: Diagnostics): void {
  checkVersion(document, diagnostics);
  const names = sectionsDefinitions.flatMap(({ name, aliases }) => [name, ...Object.keys(aliases ?? {})]);
  const known = new Set([...names, ...configSections()]);
  for (const entry of document.entries) {
    const name = keyText(entry);
    // As in compose files, x- marks what is there for people and anchors only.
    if (known.has(name) || name.startsWith("x-") || name.startsWith(".")) continue;
    diagnostics.report("section-unknown", entry.key.span, { name, candidates: [...known] });
  }
}

function checkVersion(document: MapNode, diagnostics: Diagnostics): void {
  const version = entryOf(document, "version")?.value;
  if (version === undefined || isNull(version)) {
    const first = document.entries[0]?.key.span ?? document.span;
    diagnostics.report("version-missing", first, {});
    return;
  }
  const written = version.kind === "scalar" ? String(version.value) : "";
  if (KNOWN_VERSION.test(written)) return;
  const { file, start, end } = version.span;
  diagnostics.report("version-unknown", version.span, {
    version: file.text.slice(start, Math.min(end, start + 40)),
  });
}
