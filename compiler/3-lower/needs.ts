import type { Asset } from "../language/fields/image.ts";
import type { Span } from "../source/source-file.ts";

/** Why the bot needs something: the first place in the document that asks for it. */
export interface Reason {
  readonly what: string;
  readonly span: Span | undefined;
}

/** What a bot needs of its surroundings, gathered while it is lowered. */
export class Needs {
  /** Intents by name. */
  readonly intents = new Map<string, Reason>();
  /** Cached fields by entity. */
  readonly cached = new Map<string, Map<string, Reason>>();
  /** Files that are shipped beside the bundle, by where they go: where they lie, absolute. */
  readonly assets = new Map<string, string>();
  /** Environment variables; required ones stop the bot at start when missing. */
  readonly environment = new Map<string, Reason & { readonly required: boolean }>();

  intent(name: string, what: string, span: Span | undefined): void {
    if (!this.intents.has(name)) this.intents.set(name, { what, span });
  }

  cacheField(entity: string, field: string, what: string, span: Span | undefined): void {
    const fields = this.cache(entity);
    if (!fields.has(field)) fields.set(field, { what, span });
  }

  cache(entity: string): Map<string, Reason> {
    const known = this.cached.get(entity);
    if (known !== undefined) return known;
    const fields = new Map<string, Reason>();
    this.cached.set(entity, fields);
    return fields;
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
