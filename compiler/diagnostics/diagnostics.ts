import type { Span } from "../source/source-file.ts";
import { catalogue } from "./catalogue/index.ts";
import type { DiagnosticDefinition, Severity } from "./definition.ts";

type Catalogue = typeof catalogue;

/** The short name of a diagnostic, such as `unknown-action`. */
export type Slug = keyof Catalogue;

/** The parameters that a diagnostic's message takes. */
export type ParametersOf<S extends Slug> = Catalogue[S] extends DiagnosticDefinition<infer P> ? P : never;

/** Said where a diagnostic has no place in any file (a missing entry file, a full disk). */
export const NO_POSITION = Symbol("no position");

export interface Diagnostic {
  readonly code: string;
  readonly slug: Slug;
  readonly severity: Severity;
  readonly message: string;
  readonly hint: string | undefined;
  readonly span: Span | undefined;
  readonly related: readonly RelatedPosition[];
}

/** A second place that matters, such as where a name was declared. */
export interface RelatedPosition {
  readonly span: Span;
  readonly message: string;
}

/** Collects what the phases report; nothing is thrown. */
export class Diagnostics {
  readonly #items = new Map<string, Diagnostic>();

  /** Reports one diagnostic; the same one at the same place counts once. */
  report<S extends Slug>(
    slug: S,
    at: Span | typeof NO_POSITION,
    parameters: ParametersOf<S>,
    related: readonly RelatedPosition[] = [],
  ): void {
    const definition = catalogue[slug] as DiagnosticDefinition<ParametersOf<S>>;
    const span = at === NO_POSITION ? undefined : at;
    const message = definition.message(parameters);
    const key = `${slug} ${span?.file.absolutePath} ${span?.start} ${message}`;
    if (this.#items.has(key)) return;
    const { code, severity } = definition;
    this.#items.set(key, {
      code,
      slug,
      severity,
      message,
      hint: definition.hint?.(parameters),
      span,
      related,
    });
  }

  /** Takes over what another collection holds: the outcome of an attempt that is kept. */
  absorb(other: Diagnostics): void {
    for (const [key, item] of other.#items) if (!this.#items.has(key)) this.#items.set(key, item);
  }

  get hasErrors(): boolean {
    return [...this.#items.values()].some((item) => item.severity === "error");
  }

  /** Everything reported, file by file in the order of `files`, from top to bottom. */
  sorted(): Diagnostic[] {
    const order = new Map<unknown, number>();
    for (const { span } of this.#items.values()) {
      if (span !== undefined && !order.has(span.file)) order.set(span.file, order.size);
    }
    return [...this.#items.values()].sort(
      (a, b) =>
        (a.span ? order.get(a.span.file)! : -1) - (b.span ? order.get(b.span.file)! : -1) ||
        (a.span?.start ?? 0) - (b.span?.start ?? 0),
    );
  }
}
