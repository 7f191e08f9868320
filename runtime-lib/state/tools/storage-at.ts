import { FurlowError } from "../../errors/errors.ts";
import type { OpenStorage } from "../open-storage.ts";
import { PostgresStore } from "../postgres/postgres-store.ts";
import { redisAt } from "../redis/redis-storage.ts";
import { sqliteStorage } from "../sqlite-store.ts";

const STORAGES: readonly (readonly [address: RegExp, open: (address: string) => OpenStorage])[] = [
  [/^redis(s|-sentinel|-cluster)?:\/\//, (url) => redisAt(url)],
  [
    /^postgres(ql)?:\/\//,
    (url) =>
      ({ log }) =>
        PostgresStore.open({ url }, log),
  ],
  [/^sqlite:/, (address) => sqliteStorage({ path: address.slice("sqlite:".length) })],
];

/** The storage at an address, such as `sqlite:./furlow.db` or `redis://host:port`. Throws E4004 for any other. */
export function storageAt(address: string): OpenStorage {
  const known = STORAGES.find(([pattern]) => pattern.test(address));
  if (known !== undefined) return known[1](address);
  // The text may hold a password: it is not repeated.
  throw new FurlowError(
    "E4004",
    "an address of storage begins with sqlite:, redis://, rediss://, redis-sentinel://, redis-cluster:// or postgres://",
  );
}
