import { environmentNames, type LoadedProject } from "../1-load/index.ts";
import { TOKEN_VARIABLE } from "../language/config-key.ts";
import type { Language } from "../language/language.ts";
import { keyText, type Node, valueAt } from "../source/node.ts";

/** Environment variables with credentials: the token, and what keys that are marked as secret come from. */
export function secretVariables(
  { config, document }: Pick<LoadedProject, "config" | "document">,
  language: Language,
): ReadonlySet<string> {
  const secrets = new Set([TOKEN_VARIABLE, ...config.secrets]);
  for (const { name, secrets: paths } of language.sections.values()) {
    const section = valueAt(document, name);
    if (section === undefined) continue;
    for (const node of (paths ?? []).flatMap((path) => nodesAt(section, path.split("."))))
      for (const variable of environmentNames(node)) secrets.add(variable);
  }
  return secrets;
}

/** The values at a path; `*` stands for every name, and for every item of a list. */
function nodesAt(node: Node, [name, ...rest]: readonly string[]): Node[] {
  if (name === undefined) return [node];
  if (node.kind === "list" && name === "*") return node.items.flatMap((item) => nodesAt(item, rest));
  if (node.kind !== "map") return [];
  return node.entries
    .filter((entry) => name === "*" || keyText(entry) === name)
    .flatMap((entry) => nodesAt(entry.value, rest));
}
