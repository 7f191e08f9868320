import type { UserSeed } from "../seeds.ts";
import { buildUser } from "./build.ts";
import type { User } from "./model.ts";
import type { SnowflakeFactory } from "./snowflake.ts";

/** All users of the simulated Discord, and which of them take no direct messages. */
export class Users {
  readonly #byId = new Map<string, User>();
  readonly #dmsClosed = new Set<string>();
  readonly #ids: SnowflakeFactory;

  constructor(ids: SnowflakeFactory) {
    this.#ids = ids;
  }

  get(id: string): User | undefined {
    return this.#byId.get(id);
  }

  takesDms(id: string): boolean {
    return !this.#dmsClosed.has(id);
  }

  /** The user of a seed: the known one when the id is known (with the seed's names), else a new one. */
  ensure(seed: UserSeed): User {
    const id = seed.id ?? this.#ids.next();
    if (seed.dmsClosed !== undefined) this.#closeDms(id, seed.dmsClosed);
    const known = this.#byId.get(id);
    if (!known) {
      const user = buildUser(id, seed);
      this.#byId.set(id, user);
      return user;
    }
    if (seed.username !== undefined) known.username = seed.username;
    if (seed.globalName !== undefined) known.global_name = seed.globalName;
    if (seed.avatar !== undefined) known.avatar = seed.avatar;
    return known;
  }

  #closeDms(id: string, closed: boolean): void {
    if (closed) this.#dmsClosed.add(id);
    else this.#dmsClosed.delete(id);
  }
}
