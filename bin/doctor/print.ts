import pc from "picocolors";
import { countOf } from "../count-of.ts";
import type { Finding, Severity } from "./check.ts";
import type { CheckResult } from "./examine.ts";

const MARKS: Readonly<Record<Severity, string>> = { ok: "✓", advice: "!", problem: "✗" };

/** What was found, for people. */
export function reportText(results: readonly CheckResult[], colors: boolean): string {
  const c = pc.createColors(colors);
  const paint: Readonly<Record<Severity, (text: string) => string>> = {
    ok: c.green,
    advice: c.yellow,
    problem: c.red,
  };
  const lines = results.flatMap(({ title, severity, findings }) => [
    `${paint[severity](MARKS[severity])} ${c.bold(title)}`,
    ...findings.flatMap((finding) => findingLines(finding, paint)),
  ]);
  return `${lines.join("\n")}\n\n${countsText(results)}\n`;
}

function findingLines(
  { severity, set, missing, fix, cost }: Finding,
  paint: Readonly<Record<Severity, (text: string) => string>>,
): string[] {
  const details = { missing, cost: cost && `left as it is: ${cost}` };
  return [
    `    ${paint[severity](MARKS[severity])} ${set}`,
    ...Object.entries(details).flatMap(([name, text]) =>
      text === undefined ? [] : [`      ${name === "missing" ? "missing: " : ""}${text}`],
    ),
    ...(fix === undefined ? [] : fix.split("\n").map((line) => `        ${line}`)),
  ];
}

function countsText(results: readonly CheckResult[]): string {
  const all = results.flatMap(({ findings }) => findings);
  const count = (severity: Severity) => all.filter((finding) => finding.severity === severity).length;
  return `${countOf(count("problem"), "problem")}, ${count("advice")} to consider`;
}

/** The same for programs. */
export function reportJson(results: readonly CheckResult[]): string {
  const all = results.flatMap(({ findings }) => findings);
  const count = (severity: Severity) => all.filter((finding) => finding.severity === severity).length;
  return `${JSON.stringify({ problems: count("problem"), advice: count("advice"), checks: results }, null, 2)}\n`;
}
