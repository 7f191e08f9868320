import { ir } from "../../3-lower/ir.ts";
import type { Diagnostics } from "../../diagnostics/diagnostics.ts";
import type { Variable } from "../../expression/scope.ts";
import { type Type, types } from "../../expression/types.ts";
import { interactionContext } from "../../language/contexts.ts";
import type { BotSurroundings } from "../../language/handler-kind.ts";
import { OPTION_TYPES } from "../../language/option-types.ts";
import {
  describeKind,
  entryOf,
  isNull,
  isText,
  itemsAt,
  type MapNode,
  type Node,
  type ScalarNode,
  valueAt,
} from "../../source/node.ts";
import { checkKeys } from "../keys.ts";
import { listAt, mapsOf } from "../lists.ts";
import { commandDescription, requiredName } from "../named.ts";
import type { CheckedCommand, CheckedCommandHandler, CommandNode, CommandOption } from "../program.ts";
import { CONTEXT, rootVariables } from "../scope.ts";
import { checkAutocomplete, completing, reportNowhere } from "./autocomplete.ts";
import { menuTypeOf } from "./context-menus.ts";
import { checkOptions } from "./options.ts";
import {
  checkRegistration,
  checkSettings,
  INHERITED_KEYS,
  inheriting,
  REGISTRATION_KEYS,
} from "./settings.ts";

const MAXIMUM = { commands: 100, subcommands: 25, text: 8_000 /* characters of one command */ } as const;

const SUBCOMMAND_KEYS = ["name", "description", "options", "actions", "autocomplete", ...INHERITED_KEYS];
const KEYS = {
  command: {
    supported: [...SUBCOMMAND_KEYS, ...REGISTRATION_KEYS, "type", "subcommands", "subcommand_groups"],
    planned: [],
  },
  group: {
    supported: ["name", "description", "subcommands", "autocomplete", ...INHERITED_KEYS],
    planned: [],
  },
  subcommand: { supported: SUBCOMMAND_KEYS, planned: [] },
} as const;

type Named = ScalarNode & { readonly value: string };

/** Checks the slash commands; of two with one name the later wins. */
export function checkCommands(document: MapNode, surroundings: BotSurroundings): CheckedCommand[] {
  const { diagnostics } = surroundings;
  const items = itemsAt(document, "commands").filter((node) => menuTypeOf(node) === undefined);
  const commands = uniquelyNamed(items, "command", diagnostics, (node) => checkCommand(node, surroundings));
  reportTooManyRegistered(commands, "commands", MAXIMUM.commands, diagnostics);
  return commands;
}

/** Checks each item of a list; of two with one name the later wins. */
export function uniquelyNamed<T extends { readonly name: string; readonly span: Named["span"] }>(
  items: readonly Node[],
  what: string,
  diagnostics: Diagnostics,
  check: (node: MapNode) => T | undefined,
): T[] {
  const found = new Map<string, T>();
  for (const node of mapsOf(items, `a ${what}`, diagnostics)) {
    const checked = check(node);
    if (checked === undefined) continue;
    const first = found.get(checked.name);
    if (first !== undefined) {
      const related = [{ span: first.span, message: "first declared here" }];
      diagnostics.report("duplicate-name", checked.span, { what, name: checked.name }, related);
    }
    found.set(checked.name, checked);
  }
  return [...found.values()];
}

export function reportTooMany(
  nodes: readonly { readonly span: Named["span"] }[],
  what: string,
  limit: number,
  diagnostics: Diagnostics,
): void {
  if (nodes.length > limit) diagnostics.report("too-many", nodes[limit]!.span, { what, limit });
}

/** Discord counts what is for all guilds by itself, and what is for single guilds in each of them. */
export function reportTooManyRegistered(
  commands: readonly Pick<CheckedCommand, "span" | "registration">[],
  what: string,
  limit: number,
  diagnostics: Diagnostics,
): void {
  const everywhere = commands.filter(({ registration }) => registration.guildIds.length === 0);
  reportTooMany(everywhere, what, limit, diagnostics);
  for (const id of new Set(commands.flatMap(({ registration }) => registration.guildIds))) {
    const inGuild = commands.filter(({ registration }) => registration.guildIds.includes(id));
    reportTooMany(inGuild, `${what} in the guild ${id}`, limit, diagnostics);
  }
}

function checkCommand(node: MapNode, surroundings: BotSurroundings): CheckedCommand | undefined {
  const { diagnostics } = surroundings;
  reportType(node, diagnostics);
  const tree = checkNode(node, "command", [], surroundings);
  if (tree === undefined) return undefined;
  const length = textLength(tree.node);
  if (length > MAXIMUM.text) {
    const what = "all text of the command";
    diagnostics.report("too-long", tree.node.span, { what, length, limit: MAXIMUM.text });
  }
  return { ...tree.node, registration: checkRegistration(node, diagnostics), handlers: tree.handlers };
}

/** What is no context menu is a slash command. */
function reportType(node: MapNode, diagnostics: Diagnostics): void {
  const type = valueAt(node, "type");
  if (type === undefined || isNull(type) || (isText(type) && type.value === "slash")) return;
  const found = isText(type) ? `\`${type.value}\`` : describeKind(type);
  diagnostics.report("wrong-kind", type.span, { expected: "slash, user or message", found });
}

interface Tree {
  readonly name: string;
  readonly span: Named["span"];
  readonly node: CommandNode;
  readonly handlers: readonly CheckedCommandHandler[];
}

/** What may stand in each: lists of subcommands, by their key and kind. */
const CHILDREN = {
  command: [
    ["subcommand_groups", "group"],
    ["subcommands", "subcommand"],
  ],
  group: [["subcommands", "subcommand"]],
  subcommand: [],
} as const;

/** Checks a command, a group or a subcommand, with what stands in it; `above` are the names around it. */
function checkNode(
  node: MapNode,
  kind: keyof typeof KEYS,
  above: readonly string[],
  surroundings: BotSurroundings,
): Tree | undefined {
  const { diagnostics } = surroundings;
  const name = requiredName(node, kind, diagnostics);
  if (name === undefined) return undefined;
  const path = [...above, name.value];
  const { span } = name;
  checkKeys(node, KEYS[kind], `/${path.join(" ")}`, diagnostics);
  const description = commandDescription(node, name, diagnostics);
  const parts = { name: name.value, description, span };
  const children = CHILDREN[kind].flatMap(([key, childKind]) =>
    uniquelyNamed(listAt(node, key, diagnostics), childKind, diagnostics, (child) =>
      checkNode(completing(inheriting(child, node), node), childKind, path, surroundings),
    ),
  );
  if (kind === "group" && children.length === 0)
    diagnostics.report("missing-field", span, { field: "subcommands", owner: name.value });
  if (children.length === 0 && kind !== "group") {
    const handler = checkLeaf(node, path, parts, surroundings);
    return { ...parts, node: { ...parts, options: handler.options, children: [] }, handlers: [handler] };
  }
  reportTooMany(children, "subcommands", MAXIMUM.subcommands, diagnostics);
  const handlers = children.flatMap((child) => child.handlers);
  reportBeside(node, path, diagnostics);
  reportNowhere(node, handlers, surroundings);
  return {
    ...parts,
    node: { ...parts, options: [], children: children.map((child) => child.node) },
    handlers,
  };
}

/** What has subcommands can neither run by itself nor have options: Discord only offers the subcommands. */
function reportBeside(node: MapNode, path: readonly string[], diagnostics: Diagnostics): void {
  for (const key of ["options", "actions"]) {
    const entry = entryOf(node, key);
    if (entry === undefined || isNothing(entry.value)) continue;
    diagnostics.report("beside-subcommands", entry.key.span, { key, command: path.join(" ") });
  }
}

function isNothing(node: Node): boolean {
  return isNull(node) || (node.kind === "list" && node.items.length === 0);
}

/** Checks what answers a command or a subcommand. */
function checkLeaf(
  node: MapNode,
  path: readonly string[],
  { name, description, span }: { name: string; description: string; span: Named["span"] },
  surroundings: BotSurroundings,
): CheckedCommandHandler {
  const { diagnostics } = surroundings;
  const options = checkOptions(node, diagnostics);
  const variables = new Map([...rootVariables(interactionContext.roots), ...optionVariables(options)]);
  if (entryOf(node, "actions") === undefined)
    diagnostics.report("missing-field", span, { field: "actions", owner: name });
  return {
    path,
    description,
    options,
    autocomplete: checkAutocomplete(node, options, surroundings),
    ...checkSettings(node, `the command /${path.join(" ")}`, variables, surroundings),
    span,
  };
}

/** `options.name` and `args.name`: the same values under both. */
function optionVariables(options: readonly CommandOption[]): [string, Variable][] {
  const properties: Record<string, Type> = {};
  for (const option of options) {
    const { type } = OPTION_TYPES[option.type]!;
    properties[option.name] = option.required || option.default !== undefined ? type : types.optional(type);
  }
  const variable = { type: types.map(properties), code: ir.member(CONTEXT, "options"), root: true };
  return [
    ["options", { ...variable, name: "options" }],
    ["args", { ...variable, name: "args" }],
  ];
}

/** Characters that Discord counts: names, descriptions and choices. */
function textLength({ name, description, options, children }: CommandNode): number {
  const ofOptions = options.map((option) => {
    const choices = option.choices.map((choice) => choice.name.length + String(choice.value).length);
    return option.name.length + option.description.length + sum(choices);
  });
  return name.length + description.length + sum(ofOptions) + sum(children.map(textLength));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
