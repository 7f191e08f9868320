import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

/**
 * Discord's OpenAPI document: DISCORD_OPENAPI, else the copy beside the repository, if there is one.
 * Undefined also for `DISCORD_OPENAPI=none`: then the tests run on the schemas of `discord-api-spec`.
 */
export function openapiPath(): string | undefined {
  const named = process.env["DISCORD_OPENAPI"];
  if (named === "none") return undefined;
  const beside = fileURLToPath(new URL("../../../shared/discord/openapi.json", import.meta.url));
  return named || (existsSync(beside) ? beside : undefined);
}

/** What bodies can be held against here: the npm package always, the document where there is one. */
export function descriptions(): { kind: "openapi" | "discord-api-spec"; openapi: string }[] {
  const path = openapiPath();
  const document = path === undefined ? [] : [{ kind: "openapi" as const, openapi: path }];
  return [...document, { kind: "discord-api-spec", openapi: "none" }];
}
