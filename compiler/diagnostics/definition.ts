export type Severity = "error" | "warning";

/**
 * One kind of diagnostic.
 *
 * `wrong` is a document that produces it, with the reported range between « and »; `right` is the document
 * mended. Both are printed by `furlow explain` and run as tests. A diagnostic that needs more than one file
 * or a special file names a folder under `fixtures/diagnostics/` instead of `wrong`.
 */
export interface DiagnosticDefinition<P = never> {
  readonly code: `FUR${number}`;
  readonly severity: Severity;
  readonly message: (parameters: P) => string;
  /** What to type instead. */
  readonly hint?: (parameters: P) => string | undefined;
  readonly explanation: string;
  readonly wrong?: string;
  readonly right?: string;
  readonly fixture?: string;
  /** For what no document can produce: the test that does. */
  readonly test?: string;
}

/** States a diagnostic with the type of its parameters. */
export function diagnostic<P = Record<never, never>>(
  definition: DiagnosticDefinition<P>,
): DiagnosticDefinition<P> {
  return definition;
}
