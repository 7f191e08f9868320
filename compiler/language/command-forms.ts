import { type Entry, isNull, isText, type MapNode, type Node, synthetic, valueAt } from "../source/node.ts";
import {
  changeItems,
  changeValue,
  renameKeys,
  withActionList,
  withDefault,
  without,
} from "./section-forms.ts";

/** A command with its subcommands and options in their canonical form. */
export function normaliseCommand(command: Node): Node {
  const renamed = renameKeys(command, { groups: "subcommand_groups", guilds: "guild_ids" });
  const named = NAMED_LISTS.reduce((node, key) => changeValue(node, key, listOfNamed), renamed);
  const flat = named.kind === "map" ? subcommandsFromOptions(named) : named;
  const withGroups = changeValue(flat, "subcommand_groups", (groups) => changeItems(groups, normaliseGroup));
  const withSubcommands = changeValue(withGroups, "subcommands", (list) =>
    changeItems(list, normaliseCommand),
  );
  return withActionList(
    changeValue(withSubcommands, "options", (options) => changeItems(options, normaliseOption)),
  );
}

/** What a command has lists of whose items have names. */
const NAMED_LISTS = ["options", "subcommands", "subcommand_groups"];

/** `{name: {...}}` stands for a list of items with these names; what holds anything else stays. */
function listOfNamed(node: Node): Node {
  if (node.kind !== "map" || !node.entries.every(({ value }) => value.kind === "map" || isNull(value)))
    return node;
  const items = node.entries.map(({ key, value }) => {
    const item: MapNode = value.kind === "map" ? value : { kind: "map", entries: [], span: value.span };
    return withDefault(item, "name", key);
  });
  return synthetic.list(items, node.span);
}

function normaliseGroup(group: Node): Node {
  const named = changeValue(group, "subcommands", listOfNamed);
  const flat = named.kind === "map" ? subcommandsFromOptions(named) : named;
  return changeValue(flat, "subcommands", (list) => changeItems(list, normaliseCommand));
}

function normaliseOption(option: Node): Node {
  return changeValue(option, "choices", (choices) => changeItems(choices, normaliseChoice));
}

/** `- red` stands for `{name: red, value: red}`; a choice's name is always text. */
function normaliseChoice(choice: Node): Node {
  if (choice.kind !== "scalar" || choice.value === null) return choice;
  const name = isText(choice) ? choice : synthetic.scalar(String(choice.value), choice.span);
  return synthetic.map(
    [
      ["name", name],
      ["value", choice],
    ],
    choice.span,
  );
}

/**
 * Discord's own shape, where subcommands and their groups are options of a type: they move to `subcommands`
 * and `subcommand_groups`.
 */
function subcommandsFromOptions(command: MapNode): MapNode {
  const options = valueAt(command, "options");
  if (options?.kind !== "list") return command;
  const ofType = (type: string) => options.items.filter((item) => optionType(item) === type);
  const subcommands = ofType("subcommand");
  const groups = ofType("subcommand_group");
  if (subcommands.length === 0 && groups.length === 0) return command;
  const others = options.items.filter((item) => !subcommands.includes(item) && !groups.includes(item));
  return {
    kind: "map",
    span: command.span,
    entries: [
      ...without(command, "options", "subcommands", "subcommand_groups"),
      ...joined(command, "options", [], others),
      ...joined(command, "subcommands", itemsOf(command, "subcommands"), subcommands.map(withoutType)),
      ...joined(command, "subcommand_groups", itemsOf(command, "subcommand_groups"), groups.map(withoutType)),
    ],
  };
}

function optionType(option: Node): unknown {
  const type = option.kind === "map" ? valueAt(option, "type") : undefined;
  return type?.kind === "scalar" ? type.value : undefined;
}

function withoutType(option: Node): Node {
  return { kind: "map", entries: without(option as MapNode, "type"), span: option.span };
}

function itemsOf(map: MapNode, key: string): readonly Node[] {
  const value = valueAt(map, key);
  return value?.kind === "list" ? value.items : [];
}

function joined(command: MapNode, key: string, written: readonly Node[], added: readonly Node[]): Entry[] {
  const items = [...written, ...added];
  if (items.length === 0) return [];
  const span = items[0]!.span;
  return [
    { key: synthetic.scalar(key, valueAt(command, key)?.span ?? span), value: synthetic.list(items, span) },
  ];
}
