import type { Document, YAMLError } from "yaml";
import type { Diagnostics } from "../../diagnostics/diagnostics.ts";
import type { SourceFile, Span } from "../../source/source-file.ts";
import { MAX_SYNTAX_ERRORS } from "./limits.ts";
import { describeSyntaxError } from "./syntax-hints.ts";

/** Finding where a mistake began takes a walk through the document, so not every error gets one. */
const MAX_DESCRIBED = 4 * MAX_SYNTAX_ERRORS;

/**
 * Reports what the library found wrong, at most one problem a line. Returns whether the document is unusable.
 */
export function reportSyntaxErrors(
  file: SourceFile,
  document: Document.Parsed,
  diagnostics: Diagnostics,
): boolean {
  const errors = [...document.errors].sort((a, b) => a.pos[0] - b.pos[0]).slice(0, MAX_DESCRIBED);
  const problems = errors.map((error) => describeSyntaxError(file, document, error));
  problems.sort((a, b) => a.span.start - b.span.start);
  let lastLine = 0;
  let count = 0;
  for (const { span, problem, advice } of problems) {
    const { line } = file.position(span.start);
    if (line === lastLine) continue;
    if (++count > MAX_SYNTAX_ERRORS) break;
    lastLine = line;
    diagnostics.report("yaml-syntax", within(file, span), { problem, advice });
  }
  return problems.length > 0 || reportTags(file, document.warnings, diagnostics);
}

/** What is missing at the file's end is reported there, not behind it. */
function within(file: SourceFile, { start, end }: Span): Span {
  const last = file.text.length;
  return file.span(Math.min(start, last), Math.min(end, last));
}

/** Tags outside YAML's core are only warnings to the library; to us their value would have no meaning. */
function reportTags(file: SourceFile, warnings: readonly YAMLError[], diagnostics: Diagnostics): boolean {
  const tags = warnings.filter((warning) => warning.code === "TAG_RESOLVE_FAILED");
  for (const { pos } of tags.slice(0, MAX_SYNTAX_ERRORS)) {
    diagnostics.report("yaml-unknown-tag", file.span(...pos), { tag: file.text.slice(...pos) });
  }
  return tags.length > 0;
}
