import type { Diagnostics } from "../../diagnostics/diagnostics.ts";
import type { Ast } from "../../expression/ast.ts";
import { isTemplate, parseTemplate } from "../../expression/parse/template.ts";
import { isText, type Node, textSpan } from "../../source/node.ts";
import { environmentIn } from "./environment-reference.ts";

/** Every text of a setting, at any depth. */
function textsIn(node: Node): readonly (Node & { value: string; kind: "scalar" })[] {
  if (node.kind === "list") return node.items.flatMap(textsIn);
  if (node.kind === "map") return node.entries.flatMap((entry) => textsIn(entry.value));
  return isText(node) ? [node] : [];
}

/** The environment variables that a setting reads. */
export function environmentNames(node: Node): string[] {
  return textsIn(node).flatMap((text) => {
    const reference = environmentIn(text);
    const parts = reference === undefined ? [] : "env" in reference ? [reference] : reference.parts;
    return parts.flatMap((part) => (typeof part === "string" ? [] : [part.env]));
  });
}

/** Settings are read before there is anything but the environment: reports what else they name. */
export function checkSettingTexts(node: Node, diagnostics: Diagnostics): void {
  for (const text of textsIn(node)) {
    if (!isTemplate(text.value)) continue;
    for (const part of parseTemplate(text.value)) {
      if (part.kind !== "expression") continue;
      const { result } = part;
      if ("ast" in result && isEnvironment(result.ast)) continue;
      const { start, end } = "ast" in result ? result.ast : result.problem;
      diagnostics.report("setting-expression", textSpan(text, start, Math.max(start, end)), {});
    }
  }
}

function isEnvironment(ast: Ast): boolean {
  return ast.kind === "property" && ast.object.kind === "identifier" && ast.object.name === "env";
}
