import { createHash } from "node:crypto";
import type { RateLimit, RateLimitMode } from "../options.ts";

/** What a request may do, and the headers that say so. */
export interface Verdict {
  headers: Record<string, string>;
  /** Set when the request is refused. */
  refused?: { retryAfter: number /* seconds */; global: boolean; scope: "user" | "global" };
}

interface Bucket {
  used: number;
  /** When the window ends, milliseconds since 1970. */
  resetAt: number;
}

const FREE: Verdict = { headers: {} };
const GLOBAL_WINDOW = 1_000 /* ms */;
/** Finished buckets are swept out each time this many were opened. */
const SWEEP_EVERY = 5_000;

/**
 * Discord documents no numbers, only headers; these are the ones seen there.
 * Routes that are not listed get DEFAULT_LIMIT.
 */
const DISCORD_LIMITS: Record<string, RateLimit> = {
  "POST /channels/{channel_id}/messages": { limit: 5, window: 5_000 /* ms */ },
  "PATCH /channels/{channel_id}/messages/{message_id}": { limit: 5, window: 5_000 /* ms */ },
  "DELETE /channels/{channel_id}/messages/{message_id}": { limit: 5, window: 1_000 /* ms */ },
  "POST /channels/{channel_id}/messages/bulk-delete": { limit: 1, window: 1_000 /* ms */ },
  "PUT /channels/{channel_id}/messages/{message_id}/reactions/{emoji_name}/@me": {
    limit: 1,
    window: 250 /* ms */,
  },
  "POST /channels/{channel_id}/typing": { limit: 5, window: 5_000 /* ms */ },
  "PATCH /channels/{channel_id}": { limit: 5, window: 15_000 /* ms */ },
  "PATCH /guilds/{guild_id}/members/{user_id}": { limit: 10, window: 10_000 /* ms */ },
  "PUT /guilds/{guild_id}/members/{user_id}/roles/{role_id}": { limit: 10, window: 10_000 /* ms */ },
  "DELETE /guilds/{guild_id}/members/{user_id}/roles/{role_id}": { limit: 10, window: 10_000 /* ms */ },
  "POST /webhooks/{webhook_id}/{webhook_token}": { limit: 5, window: 2_000 /* ms */ },
  "PATCH /webhooks/{webhook_id}/{webhook_token}/messages/@original": { limit: 5, window: 5_000 /* ms */ },
  "PUT /applications/{application_id}/commands": { limit: 5, window: 20_000 /* ms */ },
  "PATCH /users/@me": { limit: 2, window: 3_600_000 /* ms */ },
};

const DEFAULT_LIMIT: RateLimit = { limit: 50, window: 1_000 /* ms */ };

/** The one answer to an interaction has no bucket to speak of, and interactions no global limit. */
const CALLBACK = "/interactions/{interaction_id}/{interaction_token}/callback";

/**
 * Per-route buckets, apart for each channel, guild, webhook and interaction token, and the limit over all.
 * https://discord.com/developers/docs/topics/rate-limits
 */
export class RateLimiter {
  readonly #limits: Record<string, RateLimit> | undefined;
  readonly #globalRps: number;
  readonly #buckets = new Map<string, Bucket>();
  readonly #hashes = new Map<string, string>();
  #global: Bucket = { used: 0, resetAt: 0 };
  #opened = 0;

  constructor(mode: RateLimitMode, globalRps: number) {
    const own = typeof mode === "object" ? mode : {};
    this.#limits = mode === "off" ? undefined : { ...DISCORD_LIMITS, ...own };
    this.#globalRps = globalRps;
  }

  /**
   * Counts a request.
   * @param exempt whether the token in its path is an interaction's, which no global limit binds
   */
  take(method: string, route: string, params: Record<string, string>, exempt: boolean): Verdict {
    if (!this.#limits || route === CALLBACK) return FREE;
    const now = Date.now();
    const signature = `${method} ${route}`;
    const limit = this.#limits[signature] ?? DEFAULT_LIMIT;
    const bucket = this.#bucket(`${signature}|${majorOf(params)}`, limit, now);
    if (bucket.used >= limit.limit)
      return this.#refuse(bucket, now, false, this.#headers(signature, limit, bucket, now));
    if (!exempt && !this.#takeGlobal(now)) return this.#refuse(this.#global, now, true, {});
    bucket.used++;
    return { headers: this.#headers(signature, limit, bucket, now) };
  }

  /** Forgets what was used. */
  clear(): void {
    this.#buckets.clear();
    this.#global = { used: 0, resetAt: 0 };
  }

  #takeGlobal(now: number): boolean {
    if (now >= this.#global.resetAt) this.#global = { used: 0, resetAt: now + GLOBAL_WINDOW };
    return ++this.#global.used <= this.#globalRps;
  }

  #bucket(key: string, limit: RateLimit, now: number): Bucket {
    const known = this.#buckets.get(key);
    if (known && known.resetAt > now) return known;
    const made = { used: 0, resetAt: now + limit.window };
    this.#buckets.set(key, made);
    if (++this.#opened % SWEEP_EVERY === 0) this.#sweep(now);
    return made;
  }

  #sweep(now: number): void {
    for (const [key, bucket] of this.#buckets) if (bucket.resetAt <= now) this.#buckets.delete(key);
  }

  #refuse(bucket: Bucket, now: number, global: boolean, headers: Record<string, string>): Verdict {
    const retryAfter = Math.max(1, bucket.resetAt - now) / 1_000;
    return { headers, refused: { retryAfter, global, scope: global ? "global" : "user" } };
  }

  #headers(signature: string, { limit }: RateLimit, bucket: Bucket, now: number): Record<string, string> {
    return {
      "x-ratelimit-limit": String(limit),
      "x-ratelimit-remaining": String(Math.max(0, limit - bucket.used)),
      "x-ratelimit-reset": (bucket.resetAt / 1_000).toFixed(3),
      "x-ratelimit-reset-after": (Math.max(0, bucket.resetAt - now) / 1_000).toFixed(3),
      "x-ratelimit-bucket": this.#hash(signature),
    };
  }

  #hash(signature: string): string {
    let hash = this.#hashes.get(signature);
    if (!hash) {
      hash = createHash("sha1").update(signature).digest("hex").slice(0, 32);
      this.#hashes.set(signature, hash);
    }
    return hash;
  }
}

function majorOf(params: Record<string, string>): string {
  const webhook = params["webhook_id"];
  if (webhook) return `${webhook}/${params["webhook_token"] ?? ""}`;
  return params["channel_id"] ?? params["guild_id"] ?? "";
}
