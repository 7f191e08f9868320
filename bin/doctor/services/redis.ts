import { Redis } from "ioredis";
import { type Answer, TIME_LIMIT, within } from "./within.ts";

/** What a Redis says of itself. */
export interface RedisFacts {
  readonly version: string;
  /** Bytes; 0 for no limit. */
  readonly maxmemory: number;
  /** What goes when there is no room: `noeviction` for nothing. */
  readonly policy: string;
  /** Whether what it holds survives a restart: by a log of all commands, by snapshots, or not. */
  readonly persistence: "log" | "snapshots" | "none" | "unknown";
  readonly role: string;
}

/** Asks a Redis how it is; it has to take commands. */
export async function askRedis(address: string): Promise<Answer<RedisFacts>> {
  const client = new Redis(address, {
    lazyConnect: true,
    connectTimeout: TIME_LIMIT,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
  });
  let refusal: Error | undefined;
  client.on("error", (error: Error) => {
    refusal = error;
  });
  try {
    return await within(async () => {
      await client.connect().catch((error: unknown) => {
        throw refusal ?? error;
      });
      await client.ping();
      return readFacts(client);
    });
  } finally {
    client.disconnect();
  }
}

async function readFacts(client: Redis): Promise<RedisFacts> {
  const info = fieldsOf(await client.info());
  const [appendonly, save] = await Promise.all([setting(client, "appendonly"), setting(client, "save")]);
  return {
    version: info.get("redis_version") ?? "unknown",
    maxmemory: Number(info.get("maxmemory") ?? 0),
    policy: info.get("maxmemory_policy") ?? "unknown",
    persistence:
      appendonly === undefined ? "unknown" : appendonly === "yes" ? "log" : save ? "snapshots" : "none",
    role: info.get("role") ?? "unknown",
  };
}

/** A setting; undefined where the server does not tell, as hosted ones do not. */
async function setting(client: Redis, name: string): Promise<string | undefined> {
  try {
    const [, value] = (await client.config("GET", name)) as string[];
    return value;
  } catch {
    return undefined;
  }
}

function fieldsOf(info: string): Map<string, string> {
  return new Map(
    info.split("\r\n").flatMap((line) => {
      const [, name, value] = /^([\w-]+):(.*)$/.exec(line) ?? [];
      return name === undefined ? [] : [[name, value!] as const];
    }),
  );
}
