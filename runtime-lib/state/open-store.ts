import type { StorageSettings } from "../bot/settings.ts";
import { DEFAULTS } from "../bot/settings.ts";
import { FurlowError } from "../errors/errors.ts";
import { MemoryStore } from "./memory-store.ts";
import { SqliteStore } from "./sqlite-store.ts";
import type { StateStore } from "./store.ts";

/** Opens the store that the settings name. Throws E4004 for one that there is none of. */
export async function openStore(settings: StorageSettings): Promise<StateStore> {
  switch (settings.type ?? "memory") {
    case "memory":
      return new MemoryStore();
    case "sqlite":
      return SqliteStore.open(settings.path ?? DEFAULTS.databasePath);
    default:
      throw new FurlowError("E4004", `There is no storage of type ${settings.type}`);
  }
}
