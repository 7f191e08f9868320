import { catalogue } from "../../compiler/diagnostics/catalogue/index.ts";
import type { DiagnosticDefinition } from "../../compiler/diagnostics/definition.ts";
import type { Page } from "./page.ts";

const definitions = Object.entries(catalogue) as [string, DiagnosticDefinition][];

/** A page for every diagnostic, and one that lists them. */
export function errorPages(): Page[] {
  const sorted = [...definitions].sort(([, a], [, b]) => (a.code < b.code ? -1 : 1));
  const rows = sorted.map(
    ([slug, { code, severity }]) => `| [${code}](${code}.md) | ${slug} | ${severity} |`,
  );
  const index = [
    "# Diagnostics",
    "",
    "`furlow explain CODE` prints the same.",
    "",
    "| Code | Name | |",
    "| --- | --- | --- |",
    ...rows,
  ];
  return [
    { path: "errors/README.md", lines: index },
    ...sorted.map(([slug, definition]) => errorPage(slug, definition)),
  ];
}

function errorPage(slug: string, { code, severity, explanation, wrong, right }: DiagnosticDefinition): Page {
  const lines = [
    `# ${code}: ${slug}`,
    "",
    `${severity === "error" ? "An error" : "A warning"}. ${explanation}`,
  ];
  if (wrong !== undefined) lines.push("", "Wrong, at the marked place:", "", ...fenced(wrong));
  if (right !== undefined) lines.push("", "Right:", "", ...fenced(right));
  return { path: `errors/${code}.md`, lines };
}

function fenced(document: string): string[] {
  return ["```yaml", ...document.trimEnd().split("\n"), "```"];
}
