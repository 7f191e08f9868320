import { configDefinitions } from "../language/config/registry.generated.ts";
import type { ConfigKeyDefinition } from "../language/config-key.ts";
import { TOKEN_VARIABLE } from "../language/config-key.ts";
import type { Needs } from "./needs.ts";

/** Variables that whoever ships a bot may give it as files: all that the document reads, and those with credentials. */
export function secretVariables(needs: Needs): string[] {
  const definitions: readonly ConfigKeyDefinition[] = configDefinitions.flat();
  const credentials = definitions.flatMap(({ secret, environment = [] }) => (secret ? environment : []));
  return [...new Set([TOKEN_VARIABLE, ...needs.environment.keys(), ...credentials])].sort();
}
