import type { Diagnostics } from "../../diagnostics/diagnostics.ts";
import { sectionsDefinitions } from "../../language/sections/registry.generated.ts";
import { keyText, type MapNode } from "../../source/node.ts";
import { ConfigReader } from "./config-reader.ts";
import { ResolvedConfig } from "./resolved-config.ts";
import { configKeys, configSections } from "./sections.ts";

/**
 * The configuration of both files, `furlow.config.yaml` winning key by key, and the document without the
 * sections that are nothing but configuration.
 */
export function resolveConfig(
  document: MapNode,
  configFile: MapNode | undefined,
  environment: Readonly<Record<string, string | undefined>>,
  diagnostics: Diagnostics,
): { config: ResolvedConfig; document: MapNode } {
  const definitions = configKeys();
  const reader = new ConfigReader({ definitions, environment, diagnostics });
  const configOnly = readDocument(document, reader);
  if (configFile !== undefined) reader.readGroup("", configFile, true);
  reader.imply();
  reader.warnOfUnused();
  const entries = document.entries.filter((entry) => !configOnly.has(keyText(entry)));
  return {
    config: new ResolvedConfig(definitions, reader.settings, reader.secrets),
    document: { kind: "map", entries, span: document.span },
  };
}

/** Reads the configuration that stands in the document; returns which of its sections are nothing else. */
function readDocument(document: MapNode, reader: ConfigReader): ReadonlySet<string> {
  const roots = configSections();
  const configOnly = new Set<string>();
  for (const entry of document.entries) {
    const name = keyText(entry);
    if (!roots.has(name)) continue;
    const section = sectionsDefinitions.find((definition) => definition.name === name);
    if (section === undefined) configOnly.add(name);
    // The check phase reports an unsupported section as a whole.
    if (section === undefined || section.supported)
      reader.readEntry(name, entry, document, section === undefined);
  }
  return configOnly;
}
