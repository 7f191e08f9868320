import pc from "picocolors";
import type { Span } from "../source/source-file.ts";
import type { Diagnostic } from "./diagnostics.ts";

export type DiagnosticFormat = "pretty" | "json" | "github";

/** Diagnostics for people, for programs, or as annotations of a GitHub workflow. */
export function formatDiagnostics(
  diagnostics: readonly Diagnostic[],
  format: DiagnosticFormat,
  colors = false,
): string {
  switch (format) {
    case "pretty":
      return diagnostics.map((diagnostic) => pretty(diagnostic, colors)).join("\n");
    case "json":
      return JSON.stringify(diagnostics.map(plain), null, 2);
    case "github":
      return diagnostics.map(annotation).join("\n");
  }
}

function pretty(diagnostic: Diagnostic, colors: boolean): string {
  const c = pc.createColors(colors);
  const paint = diagnostic.severity === "error" ? c.red : c.yellow;
  const { span, hint } = diagnostic;
  const lines = [
    `${paint(c.bold(`${diagnostic.severity} ${diagnostic.code}`))}: ${c.bold(diagnostic.message)}`,
  ];
  if (span !== undefined) lines.push(...frame(span, paint, c));
  for (const related of diagnostic.related) {
    lines.push(`  ${c.dim("note:")} ${related.message} ${c.cyan(placeOf(related.span))}`);
  }
  if (hint !== undefined) lines.push(`  ${c.cyan("help:")} ${hint}`);
  return `${lines.join("\n")}\n`;
}

type Colors = ReturnType<typeof pc.createColors>;

/** Longest line that is shown whole, in characters. */
const MAXIMUM_LINE = 160;

/** The line of a span with the span marked below, and the line before it. */
function frame(span: Span, paint: (text: string) => string, c: Colors): string[] {
  const start = span.file.position(span.start);
  const end = span.file.position(span.end);
  const text = span.file.line(start.line);
  const cut = Math.max(0, Math.min(start.column - 40, text.length - MAXIMUM_LINE));
  const shown = text.slice(cut, cut + MAXIMUM_LINE);
  const last = end.line === start.line ? end.column : text.length + 1;
  const width = Math.max(1, Math.min(last, cut + MAXIMUM_LINE + 1) - start.column);
  const gutter = String(start.line).length;
  const indent = shown.slice(0, start.column - 1 - cut).replace(/[^\t]/g, " ");
  const before =
    start.line > 1
      ? [
          `${c.dim(`${String(start.line - 1).padStart(gutter)} |`)} ${span.file.line(start.line - 1).slice(0, MAXIMUM_LINE)}`,
        ]
      : [];
  return [
    `${" ".repeat(gutter)}${c.dim("-->")} ${c.cyan(placeOf(span))}`,
    ...before,
    `${c.dim(`${start.line} |`)} ${shown}`,
    `${" ".repeat(gutter)} ${c.dim("|")} ${indent}${paint("^".repeat(width))}`,
  ];
}

function placeOf(span: Span): string {
  const { line, column } = span.file.position(span.start);
  return `${span.file.path}:${line}:${column}`;
}

function plain({ code, slug, severity, message, hint, span, related }: Diagnostic): unknown {
  return {
    code,
    slug,
    severity,
    message,
    hint,
    ...(span && rangeOf(span)),
    related: related.map((each) => ({ message: each.message, ...rangeOf(each.span) })),
  };
}

function rangeOf(span: Span): object {
  return { file: span.file.path, start: span.file.position(span.start), end: span.file.position(span.end) };
}

function annotation({ severity, code, message, hint, span }: Diagnostic): string {
  const encode = (text: string) => text.replace(/%/g, "%25").replace(/\r/g, "%0D").replace(/\n/g, "%0A");
  const text = encode(hint === undefined ? message : `${message} (${hint})`);
  if (span === undefined) return `::${severity} title=${code}::${text}`;
  const start = span.file.position(span.start);
  const end = span.file.position(span.end);
  const place = `file=${encode(span.file.path)},line=${start.line},col=${start.column},endLine=${end.line},endColumn=${end.column}`;
  return `::${severity} ${place},title=${code}::${text}`;
}
