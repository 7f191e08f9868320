import { createHash } from "node:crypto";
import { messageOf } from "../../errors/errors.ts";
import type { RedisConnection } from "./redis-connection.ts";

/** A script, and the hash by which a server knows it that has run it before. */
export interface Script {
  readonly lua: string;
  readonly sha: string;
}

export function script(lua: string): Script {
  return { lua, sha: createHash("sha1").update(lua).digest("hex") };
}

/** Runs a script, and brings it along where the server does not know it. Throws E4004. */
export async function runScript(
  connection: RedisConnection,
  { lua, sha }: Script,
  keys: readonly string[],
  args: readonly (string | number)[],
): Promise<unknown> {
  try {
    return await connection.send("evalsha", [sha, keys.length, ...keys, ...args]);
  } catch (error) {
    if (!messageOf(error).includes("NOSCRIPT")) throw error;
    return await connection.send("eval", [lua, keys.length, ...keys, ...args]);
  }
}
