import { baseRoots } from "../language/context-roots.ts";
import type { SectionDefinition } from "../language/section.ts";
import { isNull, keyText, type MapNode, type Node } from "../source/node.ts";
import type { Span } from "../source/source-file.ts";
import type { CheckContext } from "./context.ts";
import { checkFields } from "./fields.ts";
import { checkHandler, type Surroundings } from "./handlers.ts";
import { namespaceVariables } from "./namespaces.ts";
import { rootVariables } from "./scope.ts";
import { wrongKind } from "./values/expressions.ts";

/** Checks the sections whose definitions say what they hold, and reports those that wait for their implementation. */
export function checkSections(document: MapNode, surroundings: Surroundings): void {
  for (const { key, value } of document.entries) {
    const section = surroundings.language.sections.get(keyText({ key, value }));
    if (section === undefined) continue;
    if (!section.supported)
      surroundings.diagnostics.report("not-supported", key.span, { what: `the section \`${section.name}\`` });
    if (!isNull(value)) checkSection(section, value, key.span, surroundings);
  }
}

/** What stands outside of handlers reads what all of them have. */
function checkSection(section: SectionDefinition, node: Node, span: Span, surroundings: Surroundings): void {
  const { name, fields, check } = section;
  if (fields === undefined && check === undefined) return;
  const variables = new Map([...namespaceVariables(surroundings.program), ...rootVariables(baseRoots)]);
  const names = { description: `the section ${name}`, variables, reserved: [] };
  checkHandler(names, surroundings, (context: CheckContext) => {
    check?.(node, context);
    if (fields === undefined) return;
    if (node.kind === "map") checkFields(fields, node, name, span, context);
    else wrongKind(node, `a map for \`${name}\``, context);
  });
}
