import { backendNamed } from "../bot/backend-named.ts";
import type { OpenStorage } from "./open-storage.ts";

/** The storage that a setting names when the bot starts; without one, in memory. Opening another one throws E4004. */
export function storageNamed(
  name: string | undefined,
  storages: Readonly<Record<string, OpenStorage>>,
): OpenStorage {
  return backendNamed(name, storages, "storage", "state.storage.type");
}
