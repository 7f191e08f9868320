import type { CacheDefinition } from "../language/cache.ts";
import type { CacheFields } from "../language/entity.ts";
import type { EventDefinition } from "../language/event.ts";
import type { Asset } from "../language/fields/image.ts";
import type { Language } from "../language/language.ts";
import type { Span } from "../source/source-file.ts";
import type { Expression } from "./ir.ts";

/** Why the bot needs something: the first place in the document that asks for it. */
export interface Reason {
  readonly what: string;
  readonly span: Span | undefined;
}

/** Why the bot needs an intent. */
export interface IntentReason extends Reason {
  /** The intent for direct messages that does as well, where the document lists it; none when one place needs this very one. */
  readonly instead?: string | undefined;
}

/** What comes with the intents. */
type Received = Pick<EventDefinition, "intents" | "directIntent">;

/** What a bot needs of its surroundings, gathered while it is lowered. */
export class Needs {
  /** Intents by name. */
  readonly intents = new Map<string, IntentReason>();
  /** Intents that are of use, and taken where nothing speaks against it. */
  readonly welcomeIntents = new Map<string, Reason>();
  /** Cached fields by cache. */
  readonly cached = new Map<string, Map<string, Reason>>();
  /** Files that are shipped beside the bundle, by where they go: where they lie, absolute. */
  readonly assets = new Map<string, string>();
  /** Files outside of the project that the build depends on, absolute. */
  readonly readFiles = new Set<string>();
  /** What whoever builds the bot is to know, with the places that it comes from. */
  readonly notes = new Map<string, Reason>();
  /** Files that are not there and would have changed the bot, absolute. */
  readonly absent = new Set<string>();
  /** Environment variables; required ones stop the bot at start when missing. */
  readonly environment = new Map<string, Reason & { readonly required: boolean }>();

  /** What `startBot` is told because of something that a handler does, by its key, with the first place that asks. */
  readonly parts = new Map<string, { readonly value: Expression; readonly span: Span | undefined }>();

  /** Whether some expression reads caches that another process may have. */
  readsAcross = false;

  /** Has `startBot` be told something. */
  part(key: string, value: Expression, span: Span | undefined): void {
    if (!this.parts.has(key)) this.parts.set(key, { value, span });
  }

  intent(name: string, what: string, span: Span | undefined, instead?: string): void {
    const known = this.intents.get(name);
    const isStricter = known?.instead !== undefined && instead === undefined;
    if (known === undefined || isStricter) this.intents.set(name, { what, span, instead });
  }

  /** The intents of what Discord sends, of which that for direct messages is as good where the document lists it. */
  intentsOf({ intents, directIntent }: Received, { what, span }: Reason): void {
    for (const intent of intents) this.intent(intent, what, span, directIntent);
  }

  /** Has an intent be taken where nothing speaks against it. */
  welcome(intent: string, reason: Reason): void {
    if (!this.welcomeIntents.has(intent)) this.welcomeIntents.set(intent, reason);
  }

  /** Has a cache exist, with the intents it needs. */
  cache(cache: CacheDefinition, span: Span | undefined): void {
    const { name } = cache;
    this.intentsOf(cache, { what: `the cache of ${name}`, span });
    if (!this.cached.has(name)) this.cached.set(name, new Map());
  }

  /** Has a cache keep a field; dots lead into objects of which only single fields are kept. */
  cacheField(cache: CacheDefinition, field: string, { what, span }: Reason): void {
    this.cache(cache, span);
    const fields = this.cached.get(cache.name)!;
    if (!fields.has(field)) fields.set(field, { what, span });
  }

  /** Has caches exist, and keep fields. */
  caches(fields: CacheFields | undefined, language: Language, reason: Reason): void {
    for (const [name, read] of Object.entries(fields ?? {})) {
      const cache = language.caches.get(name)!;
      this.cache(cache, reason.span);
      for (const field of read) this.cacheField(cache, field, reason);
    }
  }

  /** Has the build's report say something. */
  note(text: string, reason: Reason): void {
    if (!this.notes.has(text)) this.notes.set(text, reason);
  }

  asset({ source, target }: Asset): void {
    this.assets.set(target, source);
  }

  variable(name: string, required: boolean, what: string, span: Span | undefined): void {
    const known = this.environment.get(name);
    if (known === undefined || (required && !known.required)) {
      this.environment.set(name, { what, span, required });
    }
  }
}
