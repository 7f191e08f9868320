import type { RedisClient } from "./redis-client.ts";

/**
 * What the server may lose of what it has acknowledged; undefined when nothing, or when it does not say. Throws when it
 * does not answer.
 */
export async function durabilityWarning(client: RedisClient): Promise<string | undefined> {
  const info = `${await client.info("persistence")}\n${await client.info("memory")}`;
  const policy = evictionPolicy(info);
  if (policy !== undefined)
    return `Redis drops state when its memory is full (maxmemory-policy ${policy}): set noeviction`;
  if (/^aof_enabled:0/m.test(info))
    return "Redis loses what was written since its last snapshot when it crashes: set appendonly yes and appendfsync always";
  const fsync = await appendFsync(client);
  if (fsync === undefined || fsync === "always") return undefined;
  return `Redis may lose the last writes when it crashes (appendfsync ${fsync}): set appendfsync always`;
}

/** Services often keep the configuration to themselves. */
async function appendFsync(client: RedisClient): Promise<string | undefined> {
  const answer: unknown = await client.call("CONFIG", "GET", "appendfsync").catch(() => undefined);
  return Array.isArray(answer) && typeof answer[1] === "string" ? answer[1] : undefined;
}

/** By which policy the server drops what it was told to keep, by its `INFO memory`; undefined when it does not. */
export function evictionPolicy(info: string): string | undefined {
  const policy = /^maxmemory_policy:(\S+)/m.exec(info)?.[1] ?? "noeviction";
  return policy === "noeviction" || /^maxmemory:0\b/m.test(info) ? undefined : policy;
}
