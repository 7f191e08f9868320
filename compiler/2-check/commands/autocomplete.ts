import { ir } from "../../3-lower/ir.ts";
import { didYouMean } from "../../diagnostics/suggest.ts";
import { isTemplate } from "../../expression/parse/template.ts";
import type { Typed } from "../../expression/typed.ts";
import { types } from "../../expression/types.ts";
import { interactionContext } from "../../language/contexts.ts";
import { isText, itemsAt, keyText, type MapNode, type Node, synthetic, valueAt } from "../../source/node.ts";
import { checkHandler, type Surroundings } from "../handlers.ts";
import { checkKeys } from "../keys.ts";
import { listAt, mapsOf } from "../lists.ts";
import { namespaceVariables } from "../namespaces.ts";
import type { CommandOption } from "../program.ts";
import { CONTEXT, rootVariables } from "../scope.ts";
import { checkExpressionText, checkTemplate } from "../values/expressions.ts";
import { checkChoices } from "./options.ts";

/** What an option offers while it is being typed. */
export type Suggestions =
  /** Those of a list that match what is typed so far. */
  | { readonly kind: "choices"; readonly choices: CommandOption["choices"] }
  /** What an expression gives. */
  | { readonly kind: "expression"; readonly value: Typed };

const SOURCE_KEYS = ["source", "choices", "query", "expression"];
const ENTRY = "a map with `option` and `source`";
const ENTRY_KEYS = { supported: ["option", ...SOURCE_KEYS], planned: [] };

/** The options that a command completes, by name: said at the option itself, or in the command's list. */
export function checkAutocomplete(
  command: MapNode,
  options: readonly CommandOption[],
  surroundings: Surroundings,
): ReadonlyMap<string, Suggestions> {
  const found = new Map<string, Suggestions>();
  for (const node of itemsAt(command, "options")) {
    const option = node.kind === "map" ? optionOf(valueAt(node, "name"), options) : undefined;
    if (node.kind !== "map" || option?.autocomplete !== true) continue;
    const suggestions = checkSource(node, option, options, surroundings);
    if (suggestions !== undefined) found.set(option.name, suggestions);
  }
  const { diagnostics } = surroundings;
  const completed = listAt(command, "autocomplete", diagnostics);
  for (const node of mapsOf(completed, ENTRY, diagnostics)) {
    checkKeys(node, ENTRY_KEYS, "autocomplete", diagnostics);
    const option = namedOption(node, options, surroundings);
    const suggestions = option && checkSource(node, option, options, surroundings);
    if (suggestions !== undefined) found.set(option!.name, suggestions);
  }
  reportWithout(command, options, found, surroundings);
  return found;
}

/**
 * A subcommand, or a group, with what its command completes for it: the entries about options that stand in it.
 * Those of its own come later and win.
 */
export function completing(node: MapNode, parent: MapNode): MapNode {
  const names = optionNamesIn(node);
  const given = itemsAt(parent, "autocomplete").filter((item) => names.has(nameAt(item, "option")));
  if (given.length === 0) return node;
  const own = node.entries.filter((entry) => keyText(entry) !== "autocomplete");
  const items = [...given, ...itemsAt(node, "autocomplete")];
  const list = synthetic.map([["autocomplete", synthetic.list(items, items[0]!.span)]], node.span) as MapNode;
  return { ...node, entries: [...own, ...list.entries] };
}

/** Reports what a command with subcommands completes that is an option of none of them. */
export function reportNowhere(
  command: MapNode,
  handlers: readonly { readonly options: readonly CommandOption[] }[],
  surroundings: Surroundings,
): void {
  const options = handlers.flatMap((handler) => handler.options);
  const completed = listAt(command, "autocomplete", surroundings.diagnostics);
  for (const node of mapsOf(completed, ENTRY, surroundings.diagnostics))
    namedOption(node, options, surroundings);
}

/** What is named under a key; nothing where nothing is. */
function nameAt(node: Node, key: string): string {
  const name = node.kind === "map" ? valueAt(node, key) : undefined;
  return name?.kind === "scalar" && name.value !== null ? String(name.value) : "";
}

/** The names of the options of a command or a group, those of its subcommands included. */
function optionNamesIn(node: MapNode): ReadonlySet<string> {
  const own = itemsAt(node, "options").map((item) => nameAt(item, "name"));
  const inner = itemsAt(node, "subcommands").flatMap((item) =>
    item.kind === "map" ? [...optionNamesIn(item)] : [],
  );
  return new Set([...own, ...inner].filter((name) => name !== ""));
}

function optionOf(name: Node | undefined, options: readonly CommandOption[]): CommandOption | undefined {
  return options.find((option) => name?.kind === "scalar" && String(name.value) === option.name);
}

function namedOption(
  node: MapNode,
  options: readonly CommandOption[],
  { diagnostics }: Surroundings,
): CommandOption | undefined {
  const name = valueAt(node, "option");
  if (name === undefined) {
    diagnostics.report("missing-field", node.span, { field: "option", owner: "autocomplete" });
    return undefined;
  }
  const option = optionOf(name, options);
  const text = name.kind === "scalar" ? String(name.value) : "";
  const names = options.map((each) => each.name);
  if (option === undefined)
    diagnostics.report("unknown-option", name.span, { name: text, suggestion: didYouMean(text, names) });
  return option;
}

/** An option that completes needs something to offer. */
function reportWithout(
  command: MapNode,
  options: readonly CommandOption[],
  found: ReadonlyMap<string, Suggestions>,
  { diagnostics }: Surroundings,
): void {
  for (const node of itemsAt(command, "options")) {
    const option = node.kind === "map" ? optionOf(valueAt(node, "name"), options) : undefined;
    if (node.kind !== "map" || option?.autocomplete !== true || found.has(option.name)) continue;
    const written = SOURCE_KEYS.some((key) => valueAt(node, key) !== undefined);
    const listed = itemsAt(command, "autocomplete").some(
      (item) => item.kind === "map" && optionOf(valueAt(item, "option"), [option]) !== undefined,
    );
    // Where a source is written, what is wrong with it has been said.
    if (written || listed) continue;
    diagnostics.report("nothing-to-complete", valueAt(node, "autocomplete")!.span, { option: option.name });
  }
}

/** What stands beside `source`; the key that is there says which source it is where `source` does not. */
function checkSource(
  node: MapNode,
  option: CommandOption,
  options: readonly CommandOption[],
  surroundings: Surroundings,
): Suggestions | undefined {
  const { diagnostics } = surroundings;
  const source = valueAt(node, "source");
  const query = valueAt(node, "query");
  if (query !== undefined || (source !== undefined && isText(source) && source.value === "query")) {
    diagnostics.report("not-supported", (query ?? source)!.span, { what: "`query` as a source of choices" });
    return undefined;
  }
  const kinds = ["static", "expression"];
  const direct =
    source !== undefined && !(isText(source) && kinds.includes(source.value)) ? source : undefined;
  const choices = valueAt(node, "choices") ?? (direct?.kind === "list" ? direct : undefined);
  const expression =
    valueAt(node, "expression") ?? (direct !== undefined && isText(direct) ? direct : undefined);
  if (expression !== undefined) return checkComputed(expression, options, surroundings);
  if (choices === undefined) return undefined;
  return {
    kind: "choices",
    choices: checkChoices(choices, option.type, diagnostics, Number.POSITIVE_INFINITY),
  };
}

/** What an expression offers: it can read what is typed so far, and the other options as Discord sends them. */
function checkComputed(
  node: Node,
  options: readonly CommandOption[],
  surroundings: Surroundings,
): Suggestions | undefined {
  if (!isText(node)) {
    surroundings.diagnostics.report("wrong-kind", node.span, { expected: "an expression", found: node.kind });
    return undefined;
  }
  const typed = types.map(Object.fromEntries(options.map(({ name }) => [name, types.unknown])));
  const code = ir.member(CONTEXT, "options");
  const variables = new Map([
    ...namespaceVariables(surroundings.program),
    ...rootVariables({ ...interactionContext.roots, focused: { type: types.string } }),
  ]);
  for (const name of ["options", "args"]) variables.set(name, { name, type: typed, code, root: true });
  const names = { description: "autocomplete", variables, reserved: ["ctx"] };
  const { value } = checkHandler(names, surroundings, (context) =>
    isTemplate(node.value) ? checkTemplate(node, context) : checkExpressionText(node, context),
  );
  return { kind: "expression", value };
}
