import { readFileSync, writeFileSync } from "node:fs";
import { isMap, isScalar, isSeq, parseDocument } from "yaml";
import type { Diagnostic } from "../../compiler/index.ts";

/** What was left out of a suite, because it does not compile yet. */
export interface LeftOut {
  /** A flow, or a section. */
  readonly what: "flow" | "section";
  readonly name: string;
  readonly reason: string;
}

/**
 * Takes out of a suite's copy what some diagnostics are about: the flow that each stands in, else its section. Throws
 * for one that stands nowhere in it.
 */
export function leaveOut(path: string, diagnostics: readonly Diagnostic[]): LeftOut[] {
  const document = parseDocument(readFileSync(path, "utf8"));
  const flows = document.get("flows");
  const removed: LeftOut[] = [];
  for (const { message, span } of diagnostics) {
    const holds = (node: unknown) => span !== undefined && rangeOf(node).holds(span.start);
    const flow = isSeq(flows) ? flows.items.find(holds) : undefined;
    const section = isMap(document.contents)
      ? document.contents.items.find((pair) => holds(pair.key) || holds(pair.value))
      : undefined;
    if (isMap(flow)) removed.push({ what: "flow", name: String(flow.get("name")), reason: message });
    else if (section !== undefined)
      removed.push({ what: "section", name: String(section.key), reason: message });
    else throw new Error(`the suite does not compile: ${message}`);
  }
  for (const { what, name } of removed) {
    if (what === "section") document.delete(name);
    else if (isSeq(flows))
      flows.items = flows.items.filter((flow) => !isMap(flow) || flow.get("name") !== name);
  }
  writeFileSync(path, document.toString());
  return firstOfEach(removed);
}

function rangeOf(node: unknown): { holds(offset: number): boolean } {
  const range = isMap(node) || isSeq(node) || isScalar(node) ? node.range : undefined;
  return { holds: (offset) => range != null && offset >= range[0] && offset < range[2] };
}

function firstOfEach(removed: readonly LeftOut[]): LeftOut[] {
  return removed.filter(({ name }, i) => removed.findIndex((other) => other.name === name) === i);
}
