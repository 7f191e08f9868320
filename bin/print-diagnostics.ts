import pc from "picocolors";
import type { Diagnostic } from "../compiler/diagnostics/diagnostics.ts";
import { type DiagnosticFormat, formatDiagnostics } from "../compiler/diagnostics/format.ts";

/** Prints diagnostics on standard error (the machine-readable formats on standard output) with a count. */
export function printDiagnostics(
  diagnostics: readonly Diagnostic[],
  format: DiagnosticFormat = "pretty",
): void {
  if (format !== "pretty") {
    const text = formatDiagnostics(diagnostics, format);
    if (text !== "") process.stdout.write(`${text}\n`);
    return;
  }
  if (diagnostics.length === 0) return;
  const colors = pc.isColorSupported && process.stderr.isTTY === true;
  process.stderr.write(`${formatDiagnostics(diagnostics, "pretty", colors)}\n`);
  const errors = diagnostics.filter((diagnostic) => diagnostic.severity === "error").length;
  process.stderr.write(`${countOf(errors, "error")}, ${countOf(diagnostics.length - errors, "warning")}\n`);
}

export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some((diagnostic) => diagnostic.severity === "error");
}

export function countOf(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? "" : "s"}`;
}
