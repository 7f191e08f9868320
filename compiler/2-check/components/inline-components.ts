import { parseTemplate } from "../../expression/parse/template.ts";
import {
  type ComponentGroup,
  type ComponentKind,
  groupOfKind,
  ID_KEYS,
  kindOf,
} from "../../language/component-kinds.ts";
import {
  type Entry,
  entryOf,
  isText,
  keyText,
  type MapNode,
  type Node,
  type ScalarNode,
  synthetic,
  valueAt,
} from "../../source/node.ts";
import { HANDLER_KEYS, INLINE_SECTION, INPUT_KEYS } from "./component-nodes.ts";

/**
 * The document with the actions of components that stand inside of actions put into a section of their own: they run
 * later, as a handler like any other. The components keep what they look like, and a custom_id.
 */
export function withInlineComponents(document: MapNode): MapNode {
  const finder = new InlineFinder();
  const entries = document.entries.map((entry) => {
    const isSection = keyText(entry) === "components";
    return { key: entry.key, value: isSection ? finder.section(entry.value) : finder.in(entry.value, "") };
  });
  const found = finder.found();
  if (found.length === 0) return document;
  return {
    ...document,
    entries: [
      ...entries,
      { key: synthetic.scalar(INLINE_SECTION, document.span), value: synthetic.map(found, document.span) },
    ],
  };
}

/** Longest part of a custom_id that is made from names (Discord takes 100 characters). */
const MAXIMUM_NAME = 40;

class InlineFinder {
  readonly #groups = new Map<ComponentGroup, Entry[]>();
  /** What has been looked through: nodes reached through aliases are shared. */
  readonly #done = new Map<Node, Node>();
  readonly #made = new Set<string>();

  found(): (readonly [string, Node])[] {
    return [...this.#groups].map(([group, entries]) => [
      group,
      { kind: "map", entries, span: entries[0]!.value.span },
    ]);
  }

  /** The section `components`: only what its components do is looked through. */
  section(section: Node): Node {
    return mapValues(section, (group) =>
      mapValues(group, (component, { value: name }) => this.#actionsOf(component, String(name))),
    );
  }

  #actionsOf(node: Node, owner: string): Node {
    return mapValues(node, (value, key) => (key.value === "actions" ? this.in(value, owner) : value));
  }

  /** @param owner what it belongs to, for the custom_ids of components that have none */
  in(node: Node, owner: string): Node {
    if (node.kind === "scalar") return node;
    const known = this.#done.get(node);
    if (known !== undefined) return known;
    const result =
      node.kind === "list" ? changedList(node, (item) => this.in(item, owner)) : this.#inMap(node, owner);
    this.#done.set(node, result);
    return result;
  }

  #inMap(node: MapNode, outer: string): Node {
    const owner = [outer, ownName(node)].filter((name) => name !== "").join("-");
    if (isWrittenModal(node)) return this.#lift(node, "modal", owner);
    return mapValues(node, (value, key) => {
      if (key.value === "components") return this.#components(value, owner);
      const isModal =
        key.value === "modal" && value.kind === "map" && entryOf(value, "actions") !== undefined;
      return isModal ? this.#lift(value, "modal", owner) : this.in(value, owner);
    });
  }

  /** Components of a message: one or several, in rows or not. */
  #components(node: Node, owner: string): Node {
    if (node.kind === "list") return changedList(node, (item) => this.#components(item, owner));
    if (node.kind === "scalar") return node;
    const row = valueAt(node, "components");
    if (row !== undefined)
      return mapValues(node, (value) => (value === row ? this.#components(row, owner) : value));
    // A link leads away: nothing of it comes back.
    const acts = entryOf(node, "actions") !== undefined && entryOf(node, "url") === undefined;
    return acts ? this.#lift(node, kindOf(node, "button"), owner) : node;
  }

  /** Puts what a component does where handlers are, and leaves what it looks like. */
  #lift(node: MapNode, kind: ComponentKind, owner: string): Node {
    const known = this.#done.get(node);
    if (known !== undefined) return known;
    const isHandler = (entry: Entry) => HANDLER_KEYS.includes(keyText(entry));
    const look = node.entries.filter((entry) => !isHandler(entry));
    const written = ID_KEYS.map((key) => valueAt(node, key)).find((id) => id?.kind === "scalar");
    const id =
      (written as ScalarNode | undefined) ?? synthetic.scalar(this.#makeId(node, kind, owner), node.span);
    const shown = { key: synthetic.scalar("custom_id", id.span), value: id };
    const own = String(id.value);
    const does = node.entries
      .filter((entry) => isHandler(entry) || (kind === "modal" && INPUT_KEYS.includes(keyText(entry))))
      .map(({ key, value }) => ({ key, value: key.value === "actions" ? this.in(value, own) : value }));
    const type = valueAt(node, "type");
    const handler: MapNode = {
      ...node,
      entries: [
        shown,
        ...(type === undefined ? [] : [{ key: synthetic.scalar("type", type.span), value: type }]),
        ...does,
      ],
    };
    const group = groupOfKind(kind);
    this.#groups.set(group, [
      ...(this.#groups.get(group) ?? []),
      { key: synthetic.scalar(own, id.span), value: handler },
    ]);
    const left: MapNode = { ...node, entries: written === undefined ? [shown, ...look] : look };
    this.#done.set(node, left);
    return left;
  }

  /** The same in every build, as long as the names around it stay. */
  #makeId(node: MapNode, kind: ComponentKind, owner: string): string {
    const text = ["label", "placeholder", "title"]
      .map((key) => valueAt(node, key))
      .find((each) => each && isText(each));
    const own = (text && plainName(String((text as ScalarNode).value))) || kind;
    const wanted = [plainName(owner), own].filter((name) => name !== "").join(":");
    let id = wanted;
    for (let number = 2; this.#made.has(id); number++) id = `${wanted}:${number}`;
    this.#made.add(id);
    return id;
  }
}

/** The name of a handler, by which its components are called. */
function ownName(node: MapNode): string {
  if (entryOf(node, "actions") === undefined && entryOf(node, "subcommands") === undefined) return "";
  const name = ["name", "event"].map((key) => valueAt(node, key)).find((each) => each && isText(each));
  return name === undefined ? "" : String((name as ScalarNode).value);
}

/** A modal that is written directly on the action that opens it. */
function isWrittenModal(node: MapNode): boolean {
  const has = (key: string) => entryOf(node, key) !== undefined;
  return has("actions") && has("title") && INPUT_KEYS.some(has);
}

/** What stands fixed in a text, as a word for custom_ids. */
function plainName(text: string): string {
  const fixed = parseTemplate(text).map((part) => (part.kind === "text" ? part.text : " "));
  const words =
    fixed
      .join("")
      .toLowerCase()
      .match(/[\p{L}\p{N}_-]+/gu) ?? [];
  return words.join("-").slice(0, MAXIMUM_NAME);
}

function mapValues(node: Node, change: (value: Node, key: ScalarNode) => Node): Node {
  if (node.kind !== "map") return node;
  let changed = false;
  const entries = node.entries.map((entry) => {
    const value = change(entry.value, entry.key);
    if (value === entry.value) return entry;
    changed = true;
    return { key: entry.key, value };
  });
  return changed ? { ...node, entries } : node;
}

function changedList(node: Node & { kind: "list" }, change: (item: Node) => Node): Node {
  const items = node.items.map(change);
  return items.some((item, i) => item !== node.items[i]) ? { ...node, items } : node;
}
