import type { Diagnostics } from "../diagnostics/diagnostics.ts";
import { describeKind, type MapNode } from "../source/node.ts";
import type { SourceFile } from "../source/source-file.ts";
import { parseYaml } from "./yaml/parse.ts";

/** The document of a file: a map; undefined when the file is empty; "broken" when its problems were reported. */
export function parseDocument(file: SourceFile, diagnostics: Diagnostics): MapNode | "broken" | undefined {
  const parsed = parseYaml(file, diagnostics);
  if (parsed.kind === "empty") return undefined;
  if (parsed.kind === "broken") return "broken";
  const { root } = parsed;
  if (root.kind === "map") return root;
  diagnostics.report("document-kind", root.span, { kind: describeKind(root) });
  return "broken";
}
