import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** Discord's OpenAPI document: DISCORD_OPENAPI, else the copy beside the repository, if there is one. */
export function openapiPath(): string | undefined {
  const beside = fileURLToPath(new URL("../../../shared/discord/openapi.json", import.meta.url));
  return process.env["DISCORD_OPENAPI"] || (existsSync(beside) ? beside : undefined);
}
