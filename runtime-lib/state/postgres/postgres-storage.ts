import { FurlowError } from "../../errors/errors.ts";
import type { OpenStorage } from "../open-storage.ts";
import { PostgresStore } from "./postgres-store.ts";
import type { PostgresSettings } from "./settings.ts";

/**
 * State in PostgreSQL; the environment variable DATABASE_URL is taken first. Opening throws E4004 without an address,
 * and when no server answers there.
 */
export function postgresStorage(settings: PostgresSettings = {}): OpenStorage {
  return async ({ log }) => {
    const url = process.env["DATABASE_URL"];
    const placed = url ? { ...settings, primary: url } : settings;
    if (!placed.primary && !placed.url && !placed.host)
      throw new FurlowError("E4004", "PostgreSQL has no address: set DATABASE_URL, or state.storage.url");
    return await PostgresStore.open(placed, log);
  };
}
