import type { Diagnostics } from "../../diagnostics/diagnostics.ts";
import { describeKind, isNull, isText, type MapNode, type Node, valueAt } from "../../source/node.ts";
import type { Span } from "../../source/source-file.ts";

/** One entry of `imports`. */
export interface WrittenImport {
  readonly path: string;
  readonly span: Span;
}

/** The paths a document imports, in order; entries that are none are reported. */
export function readImportList(document: MapNode, diagnostics: Diagnostics): WrittenImport[] {
  const imports = valueAt(document, "imports");
  if (imports === undefined || isNull(imports)) return [];
  if (imports.kind !== "list") {
    reportKind("imports", imports, diagnostics);
    return [];
  }
  return imports.items.flatMap((item): WrittenImport[] => {
    // `as` is reserved and has no effect (spec.md §2).
    const path = item.kind === "map" ? valueAt(item, "path") : item;
    if (path !== undefined && isText(path) && path.value.trim() !== "") {
      return [{ path: path.value.trim(), span: path.span }];
    }
    diagnostics.report("import-kind", item.span, { kind: describeImport(item) });
    return [];
  });
}

function reportKind(section: string, node: Node, diagnostics: Diagnostics): void {
  diagnostics.report("section-kind", node.span, { section, expected: "a list", kind: describeKind(node) });
}

function describeImport(item: Node): string {
  if (item.kind === "map") return "a map without a path";
  return isText(item) ? "empty text" : describeKind(item);
}
