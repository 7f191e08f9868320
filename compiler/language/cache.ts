/** A cache of the runtime: it exists only when a bot reads from it, and keeps exactly the fields read. */
export interface CacheDefinition {
  /** Its name in `bot.ts` and in the report: `channels`. */
  readonly name: string;
  readonly summary: string;
  /** The runtime function that makes it from the generated `pick`. */
  readonly runtime: string;
  /** The parameter of `pick`: `channel`. */
  readonly item: string;
  /** The runtime's type of what `pick` is given. */
  readonly payloadType: string;
  /** The runtime's interface of an entry, which the generated `cache.ts` augments with the fields kept. */
  readonly entryType: string;
  /** The fields that every entry has: what it is found by. */
  readonly keys: readonly string[];
  /** Objects inside an entry of which again only single fields are kept: their entry type and payload type. */
  readonly nested?: Readonly<Record<string, { readonly entryType: string; readonly payloadType: string }>>;
  /** Intents without which it stays empty or grows stale. */
  readonly intents: readonly string[];
  /** The intent with which it hears of direct messages; absent where it keeps what guilds have alone. */
  readonly directIntent?: string;
}

export function defineCache(definition: CacheDefinition): CacheDefinition {
  return definition;
}
