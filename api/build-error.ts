import { type Diagnostic, formatDiagnostics } from "../compiler/index.ts";

/** A bot could not be built. Its message is what `furlow build` would print. */
export class BuildError extends Error {
  override readonly name = "BuildError";

  constructor(
    entry: string,
    /** All of them, warnings too. */
    readonly diagnostics: readonly Diagnostic[],
  ) {
    super(`${entry} could not be built:\n\n${formatDiagnostics(diagnostics, "pretty")}`);
  }
}
