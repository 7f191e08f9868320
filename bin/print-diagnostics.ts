import { relative } from "node:path";
import pc from "picocolors";
import type { Diagnostic } from "../compiler/diagnostics/diagnostics.ts";
import { type DiagnosticFormat, formatDiagnostics } from "../compiler/diagnostics/format.ts";
import { SourceFile, type Span } from "../compiler/source/source-file.ts";
import { countOf } from "./count-of.ts";

/** Prints diagnostics on standard error (the machine-readable formats on standard output) with a count. */
export function printDiagnostics(
  diagnostics: readonly Diagnostic[],
  format: DiagnosticFormat = "pretty",
): void {
  if (format !== "pretty") {
    // Annotations are placed in the checked out repository, wherever in it the command runs.
    const base = (format === "github" && process.env["GITHUB_WORKSPACE"]) || process.cwd();
    const text = formatDiagnostics(seenFrom(base, diagnostics), format);
    if (text !== "") process.stdout.write(`${text}\n`);
    return;
  }
  if (diagnostics.length === 0) return;
  const colors = pc.isColorSupported && process.stderr.isTTY === true;
  process.stderr.write(`${formatDiagnostics(seenFrom(process.cwd(), diagnostics), "pretty", colors)}\n`);
  const errors = diagnostics.filter((diagnostic) => diagnostic.severity === "error").length;
  process.stderr.write(`${countOf(errors, "error")}, ${countOf(diagnostics.length - errors, "warning")}\n`);
}

export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some((diagnostic) => diagnostic.severity === "error");
}

/**
 * Diagnostics with their files named relative to a folder. The compiler names them relative to the entry
 * file, so that its output does not depend on where it runs; editors and CI open what is named from there.
 */
function seenFrom(folder: string, diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const files = new Map<SourceFile, SourceFile>();
  const renamed = (file: SourceFile): SourceFile => {
    const path = relative(folder, file.absolutePath).replaceAll("\\", "/");
    const known = files.get(file) ?? new SourceFile(path, file.absolutePath, file.text);
    files.set(file, known);
    return known;
  };
  const moved = (span: Span): Span => ({ ...span, file: renamed(span.file) });
  return diagnostics.map((diagnostic) => ({
    ...diagnostic,
    span: diagnostic.span && moved(diagnostic.span),
    related: diagnostic.related.map((each) => ({ ...each, span: moved(each.span) })),
  }));
}
