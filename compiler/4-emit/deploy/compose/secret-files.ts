/** The password of the PostgreSQL that is part of a compose file. */
export const POSTGRES_PASSWORD = "POSTGRES_PASSWORD";

/** Where Docker puts secrets. */
const FOLDER = "/run/secrets";

/** `DISCORD_TOKEN_FILE: /run/secrets/DISCORD_TOKEN` */
export function fileVariables(names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [`${name}_FILE`, `${FOLDER}/${name}`]));
}
