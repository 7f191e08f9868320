import { FurlowError } from "../errors/errors.ts";
import type { OpenStorage } from "./open-storage.ts";

/** The storage that a setting names when the bot starts; without one, in memory. Opening another one throws E4004. */
export function storageNamed(
  name: string | undefined,
  storages: Readonly<Record<string, OpenStorage>>,
): OpenStorage {
  const chosen = name || "memory";
  if (Object.hasOwn(storages, chosen)) return storages[chosen]!;
  return async () => {
    const known = Object.keys(storages).join(", ");
    throw new FurlowError(
      "E4004",
      `There is no storage of type "${chosen}": state.storage.type is one of ${known}`,
    );
  };
}
