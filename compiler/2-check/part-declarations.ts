import type { Diagnostics } from "../diagnostics/diagnostics.ts";
import { anyContext } from "../language/contexts.ts";
import { PART_FIELDS } from "../language/field-kinds.ts";
import type { ContextDefinition, Entrance } from "../language/handler-kind.ts";
import type { Language } from "../language/language.ts";
import { describeKind, isText, keyText, type MapNode, type Node, valueAt } from "../source/node.ts";
import type { Callable, FoundCallers } from "./callers.ts";
import { isHandlerOnly } from "./components/component-nodes.ts";
import type { PartDeclaration } from "./parts.ts";

/** The groups of the section `components`, with what an entry of each is. */
const PARTS_IN = { buttons: "component", selects: "component", modals: "modal" } as const;

/** The parts that a document names: embeds of `embeds` and of the theme, components and modals. */
export function declareParts(document: MapNode, diagnostics: Diagnostics): PartDeclaration[] {
  const embeds = valueAt(document, "embeds");
  const themes = [valueAt(document, "theme"), embeds?.kind === "map" ? valueAt(embeds, "theme") : undefined];
  const components = valueAt(document, "components");
  return [
    ...themes.flatMap((theme) => themeEmbeds(theme)),
    ...groupOf(embeds, "templates").flatMap((entry) => declare("embed", "embeds", entry, diagnostics)),
    ...Object.entries(PARTS_IN).flatMap(([group, kind]) =>
      groupOf(components, group).flatMap((entry) => declare(kind, group, entry, diagnostics)),
    ),
  ];
}

interface NamedNode {
  readonly key: Node & { kind: "scalar" };
  readonly value: Node;
}

function groupOf(section: Node | undefined, group: string): readonly NamedNode[] {
  const map = section?.kind === "map" ? valueAt(section, group) : undefined;
  return map?.kind === "map" ? map.entries : [];
}

/** `theme.embeds` is a list of embeds with a `name`. */
function themeEmbeds(theme: Node | undefined): PartDeclaration[] {
  const list = theme?.kind === "map" ? valueAt(theme, "embeds") : undefined;
  if (list?.kind !== "list") return [];
  return list.items.flatMap((item) => {
    const name = item.kind === "map" ? valueAt(item, "name") : undefined;
    if (item.kind !== "map" || name === undefined || !isText(name)) return [];
    const entries = item.entries.filter((entry) => keyText(entry) !== "name");
    const node: MapNode = { kind: "map", entries, span: item.span };
    const customId = name.value;
    return [{ kind: "embed", group: "embeds", name: name.value, customId, node, span: name.span } as const];
  });
}

function declare(
  kind: PartDeclaration["kind"],
  group: string,
  { key, value }: NamedNode,
  diagnostics: Diagnostics,
): PartDeclaration[] {
  const name = String(key.value);
  if (value.kind !== "map") {
    diagnostics.report("wrong-kind", value.span, {
      expected: `a map for ${name}`,
      found: describeKind(value),
    });
    return [];
  }
  const written = valueAt(value, "custom_id");
  const customId = written?.kind === "scalar" && written.value !== null ? String(written.value) : name;
  const handlerOnly = kind !== "embed" && isHandlerOnly(value);
  return [{ kind, group, name, customId, node: value, span: key.span, handlerOnly }];
}

/** Finds for every part the contexts of handlers that may use it, through what they call too. */
export function findPartUsers(
  declarations: readonly PartDeclaration[],
  entrances: readonly Entrance[],
  callable: Callable,
  callers: FoundCallers,
  language: Language,
): (declaration: PartDeclaration) => ReadonlyMap<string, ContextDefinition> {
  const users = new Map(declarations.map(({ name }) => [name, new Map<string, ContextDefinition>()]));
  if (users.size > 0) {
    const keys = partKeys(language);
    const note = (node: Node | undefined, contexts: readonly ContextDefinition[]) =>
      visitNames(node, keys, false, (name) => {
        for (const context of contexts) users.get(name)?.set(context.type, context);
      });
    for (const { actions, context } of entrances) note(actions, [context]);
    for (const kind of ["flow", "event"] as const) {
      for (const [name, nodes] of callable[kind]) {
        const { contexts: found, uncalled } = callers[kind].get(name)!;
        // What nothing calls is compiled for a context of any kind.
        const contexts = uncalled ? [anyContext] : [...found.values()];
        for (const node of nodes) note(node, contexts);
      }
    }
  }
  return ({ name }) => users.get(name) ?? new Map();
}

/** Keys of actions under which parts are named. */
function partKeys(language: Language): ReadonlySet<string> {
  const keys = new Set<string>();
  for (const { name, fields, mainField } of language.actions.values()) {
    for (const [field, { kind, aliases }] of Object.entries(fields)) {
      if (!PART_FIELDS.includes(kind)) continue;
      for (const key of [field, ...aliases]) keys.add(key);
      if (mainField === field) keys.add(name);
    }
  }
  return keys;
}

/** Calls back for every text at any depth below one of the keys, without what a `$ref` puts before a name. */
function visitNames(
  node: Node | undefined,
  keys: ReadonlySet<string>,
  inside: boolean,
  found: (name: string) => void,
): void {
  if (node === undefined) return;
  if (node.kind === "scalar") {
    if (!inside || typeof node.value !== "string") return;
    found(node.value);
    if (node.value.includes(".")) found(node.value.slice(node.value.lastIndexOf(".") + 1));
    return;
  }
  if (node.kind === "list") for (const item of node.items) visitNames(item, keys, inside, found);
  else {
    for (const entry of node.entries)
      visitNames(entry.value, keys, inside || keys.has(keyText(entry)), found);
  }
}
