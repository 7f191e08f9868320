import { configDefinitions } from "../../language/config/registry.generated.ts";
import type { ConfigKeyDefinition } from "../../language/config-key.ts";

/** Every configuration key there is. */
export function configKeys(): readonly ConfigKeyDefinition[] {
  return configDefinitions.flat();
}

/** The top-level keys under which configuration may stand. */
export function configSections(): ReadonlySet<string> {
  return new Set(configKeys().map(({ path }) => path.split(".")[0]!));
}
