import { isLike, patternOf } from "../../../runtime-lib/text-pattern.ts";
import type { Diagnostics } from "../../diagnostics/diagnostics.ts";
import { buttonContext, modalContext, selectContext } from "../../language/contexts.ts";
import type { BotSurroundings, ContextDefinition } from "../../language/handler-kind.ts";
import { entryOf, type MapNode } from "../../source/node.ts";
import { checkSettings } from "../commands/settings.ts";
import type { CheckedComponent } from "../program.ts";
import { rootVariables } from "../scope.ts";
import { type ComponentNode, componentsIn } from "./component-nodes.ts";
import { filledType, modalFields } from "./modal-fields.ts";

/** Most characters of a custom_id. */
const MAXIMUM_ID = 100;

/** What the actions of a component can read. */
export function componentContextOf({ kind, node }: ComponentNode): ContextDefinition {
  if (kind === "modal") return modalContext(filledType(modalFields(node)));
  return kind === "button" ? buttonContext : selectContext;
}

/** Checks what components do; of two for one custom_id both are reported. */
export function checkComponents(document: MapNode, surroundings: BotSurroundings): CheckedComponent[] {
  const nodes = componentsIn(document);
  reportDuplicates(nodes, surroundings.diagnostics);
  warnOfHidden(nodes, surroundings.diagnostics);
  return nodes.map((component) => checkComponent(component, surroundings));
}

function reportDuplicates(nodes: readonly ComponentNode[], diagnostics: Diagnostics): void {
  const known = new Map<string, ComponentNode>();
  for (const component of nodes) {
    const { kind, pattern, span } = component;
    const key = `${kind} ${pattern}`;
    const first = known.get(key);
    known.set(key, first ?? component);
    if (first === undefined) continue;
    const related = [{ span: first.span, message: "the first one" }];
    diagnostics.report("duplicate-component", span, { kind, customId: pattern }, related);
  }
}

/** Warns of patterns that never match, because an earlier one matches all that they do. */
function warnOfHidden(nodes: readonly ComponentNode[], diagnostics: Diagnostics): void {
  for (const [i, { kind, pattern, span }] of nodes.entries()) {
    if (!pattern.includes("*")) continue;
    const earlier = nodes
      .slice(0, i)
      .find((each) => each.kind === kind && each.pattern !== pattern && matches(each.pattern, pattern));
    if (earlier === undefined) continue;
    const related = [{ span: earlier.span, message: "matches first" }];
    diagnostics.report("hidden-component", span, { kind, pattern, before: earlier.pattern }, related);
  }
}

function matches(pattern: string, customId: string): boolean {
  const parsed = patternOf(pattern);
  return parsed !== undefined && isLike(customId, parsed);
}

function checkComponent(component: ComponentNode, surroundings: BotSurroundings): CheckedComponent {
  const { kind, node, pattern, computed, span } = component;
  const { diagnostics } = surroundings;
  const { length } = [...pattern];
  if (length > MAXIMUM_ID && !computed)
    diagnostics.report("too-long", span, { what: "the custom_id", length, limit: MAXIMUM_ID });
  if (computed && /^\**$/.test(pattern)) diagnostics.report("computed-custom-id", span, { kind });
  const link = entryOf(node, "url");
  if (link !== undefined) diagnostics.report("link-with-actions", entryOf(node, "actions")!.key.span, {});
  const variables = rootVariables(componentContextOf(component).roots);
  return {
    kind,
    pattern,
    fields: kind === "modal" ? modalFields(node) : undefined,
    ...checkSettings(node, `the ${kind} ${pattern}`, variables, surroundings, "component"),
    span,
  };
}
