import { ChannelType } from "discord-api-types/v10";
import type { Diagnostics } from "../../diagnostics/diagnostics.ts";
import { OPTION_TYPES } from "../../language/option-types.ts";
import {
  describeKind,
  type Entry,
  entryOf,
  isNull,
  isText,
  itemsAt,
  keyText,
  type MapNode,
  type Node,
  valueAt,
} from "../../source/node.ts";
import { checkKeys } from "../keys.ts";
import { listAt, mapsOf } from "../lists.ts";
import { checkFlag, descriptionOf, requiredName } from "../named.ts";
import type { CommandOption } from "../program.ts";
import { checkOptionLimits } from "./option-limits.ts";

const MAXIMUM = { options: 25, choices: 25, choiceName: 100, choiceValue: 100 } as const;

const OPTION_KEYS = {
  supported: [
    "name",
    "description",
    "type",
    "required",
    "choices",
    "default",
    "min_value",
    "max_value",
    "min_length",
    "max_length",
    "channel_types",
    "autocomplete",
    "source",
    "query",
    "expression",
  ],
  planned: [],
};

/** Which types of option each constraint is for. */
const CONSTRAINTS: Readonly<Record<string, readonly string[]>> = {
  min_value: ["integer", "number"],
  max_value: ["integer", "number"],
  min_length: ["string"],
  max_length: ["string"],
};
const WITH_CHOICES = ["string", "integer", "number"];

/** Kinds of channel that an option can be limited to, by their names: Discord's numbers. */
const CHANNEL_TYPES: Readonly<Record<string, number>> = {
  text: ChannelType.GuildText,
  voice: ChannelType.GuildVoice,
  category: ChannelType.GuildCategory,
  announcement: ChannelType.GuildAnnouncement,
  news: ChannelType.GuildAnnouncement,
  stage: ChannelType.GuildStageVoice,
  forum: ChannelType.GuildForum,
  media: ChannelType.GuildMedia,
  public_thread: ChannelType.PublicThread,
  private_thread: ChannelType.PrivateThread,
  announcement_thread: ChannelType.AnnouncementThread,
};

/** Checks the options of a command. */
export function checkOptions(command: MapNode, diagnostics: Diagnostics): CommandOption[] {
  const items = mapsOf(listAt(command, "options", diagnostics), "an option", diagnostics);
  if (items.length > MAXIMUM.options) {
    const { span } = items[MAXIMUM.options]!;
    diagnostics.report("too-many", span, { what: "options", limit: MAXIMUM.options });
  }
  const options = items.flatMap((item) => checkOption(item, completedIn(command), diagnostics));
  reportDuplicates(items, options, diagnostics);
  // Discord wants the required ones first; the order is no part of the language.
  return options.sort((a, b) => Number(b.required) - Number(a.required));
}

/** The options that the command's `autocomplete` is about. */
function completedIn(command: MapNode): ReadonlySet<string> {
  const names = itemsAt(command, "autocomplete").map((item) =>
    item.kind === "map" ? valueAt(item, "option") : undefined,
  );
  return new Set(names.flatMap((name) => (name?.kind === "scalar" ? [String(name.value)] : [])));
}

function checkOption(
  node: MapNode,
  completed: ReadonlySet<string>,
  diagnostics: Diagnostics,
): CommandOption[] {
  const name = requiredName(node, "option", diagnostics);
  if (name === undefined) return [];
  checkKeys(node, OPTION_KEYS, name.value, diagnostics);
  const type = valueAt(node, "type");
  const written = type !== undefined && isText(type) ? type.value : "string";
  if (!Object.hasOwn(OPTION_TYPES, written)) {
    const expected = `one of ${Object.keys(OPTION_TYPES).join(", ")}`;
    diagnostics.report("wrong-kind", type!.span, { expected, found: `\`${written}\`` });
    return [];
  }
  const autocomplete =
    checkFlag(node, "autocomplete", diagnostics) ??
    (valueAt(node, "source") !== undefined || completed.has(name.value));
  if (autocomplete && !WITH_CHOICES.includes(written)) {
    const expected = `an option of type ${WITH_CHOICES.join(", ")} for \`autocomplete\``;
    diagnostics.report("wrong-kind", type!.span, { expected, found: `type ${written}` });
  }
  const option: CommandOption = {
    name: name.value,
    description: descriptionOf(node, name, diagnostics),
    type: written,
    required: checkFlag(node, "required", diagnostics) ?? false,
    autocomplete,
    // Discord has an option either choose or complete; then the choices are what it completes from.
    choices: autocomplete ? [] : checkChoices(valueAt(node, "choices"), written, diagnostics),
    constraints: {
      ...checkConstraints(node, written, diagnostics),
      ...channelTypes(node, written, diagnostics),
    },
    default: checkDefault(valueAt(node, "default"), written, diagnostics),
  };
  checkOptionLimits(node, option, diagnostics);
  return [option];
}

/** What an option stands for when it is left out; only values that can be written have one. */
function checkDefault(
  node: Node | undefined,
  type: string,
  diagnostics: Diagnostics,
): CommandOption["default"] {
  if (node === undefined || (node.kind === "scalar" && node.value === null)) return undefined;
  const isPlain = ["string", "number", "boolean"].includes(OPTION_TYPES[type]!.type.kind);
  // Whether a value fits is told with the other limits.
  if (isPlain && node.kind === "scalar") return node.value ?? undefined;
  const expected = isPlain ? `a value of type ${type}` : `no \`default\`: an option of type ${type} has none`;
  diagnostics.report("wrong-kind", node.span, { expected, found: describeKind(node) });
  return undefined;
}

/** The kinds of channel that an option offers, as Discord numbers them. */
function channelTypes(node: MapNode, type: string, diagnostics: Diagnostics): { channel_types?: number[] } {
  const entry = entryOf(node, "channel_types");
  if (entry === undefined) return {};
  if (type !== "channel") {
    const expected = "an option of type channel for `channel_types`";
    diagnostics.report("wrong-kind", entry.key.span, { expected, found: `type ${type}` });
    return {};
  }
  return { channel_types: channelNumbers(entry, diagnostics) };
}

function channelNumbers({ value }: Entry, diagnostics: Diagnostics): number[] {
  const items = value.kind === "list" ? value.items : [value];
  const numbers = items.flatMap((item) => {
    const name = isText(item) ? item.value.toLowerCase() : "";
    if (Object.hasOwn(CHANNEL_TYPES, name)) return [CHANNEL_TYPES[name]!];
    const expected = `one of ${Object.keys(CHANNEL_TYPES).join(", ")}`;
    diagnostics.report("wrong-kind", item.span, { expected, found: describeKind(item) });
    return [];
  });
  return [...new Set(numbers)];
}

function reportDuplicates(
  nodes: readonly MapNode[],
  options: readonly CommandOption[],
  diagnostics: Diagnostics,
): void {
  options.forEach(({ name }, i) => {
    if (options.findIndex((option) => option.name === name) === i) return;
    const { span } = valueAt(nodes[i]!, "name")!;
    diagnostics.report("duplicate-option", span, { name });
  });
}

function checkConstraints(node: MapNode, type: string, diagnostics: Diagnostics): Record<string, unknown> {
  const constraints: Record<string, number> = {};
  for (const entry of node.entries) {
    const key = keyText(entry);
    const allowed = Object.hasOwn(CONSTRAINTS, key) ? CONSTRAINTS[key] : undefined;
    if (allowed === undefined) continue;
    if (!allowed.includes(type)) {
      const expected = `an option of type ${allowed.join(" or ")} for \`${key}\``;
      diagnostics.report("wrong-kind", entry.key.span, { expected, found: `type ${type}` });
    } else if (entry.value.kind !== "scalar" || typeof entry.value.value !== "number") {
      diagnostics.report("wrong-kind", entry.value.span, {
        expected: "a number",
        found: describeKind(entry.value),
      });
    } else constraints[key] = entry.value.value;
  }
  return constraints;
}

/** Choices of an option; those that are only completed from may be as many as there are. */
export function checkChoices(
  section: Node | undefined,
  type: string,
  diagnostics: Diagnostics,
  maximum: number = MAXIMUM.choices,
): CommandOption["choices"] {
  if (section?.kind !== "list") {
    if (section !== undefined && !isNull(section))
      diagnostics.report("wrong-kind", section.span, { expected: "a list", found: describeKind(section) });
    return [];
  }
  if (section.items.length === 0) return [];
  if (!WITH_CHOICES.includes(type)) {
    const expected = `an option of type ${WITH_CHOICES.join(", ")} for \`choices\``;
    diagnostics.report("wrong-kind", section.span, { expected, found: `type ${type}` });
    return [];
  }
  if (section.items.length > maximum) {
    const { span } = section.items[maximum]!;
    diagnostics.report("too-many", span, { what: "choices", limit: maximum });
  }
  return section.items.flatMap((item) => checkChoice(item, type, diagnostics) ?? []);
}

function checkChoice(
  item: Node,
  type: string,
  diagnostics: Diagnostics,
): CommandOption["choices"][number] | undefined {
  const name = item.kind === "map" ? valueAt(item, "name") : item;
  const value = item.kind === "map" ? valueAt(item, "value") : item;
  if (name?.kind !== "scalar" || value?.kind !== "scalar") {
    diagnostics.report("wrong-kind", item.span, {
      expected: "a choice with `name` and `value`",
      found: describeKind(item),
    });
    return undefined;
  }
  checkLength(String(name.value), MAXIMUM.choiceName, "the choice's name", name, diagnostics);
  if (type === "string") {
    checkLength(String(value.value), MAXIMUM.choiceValue, "the choice's value", value, diagnostics);
    return { name: String(name.value), value: String(value.value) };
  }
  if (typeof value.value === "number") return { name: String(name.value), value: value.value };
  diagnostics.report("wrong-kind", value.span, { expected: "a number", found: describeKind(value) });
  return undefined;
}

function checkLength(text: string, limit: number, what: string, node: Node, diagnostics: Diagnostics): void {
  const { length } = [...text];
  if (length > limit) diagnostics.report("too-long", node.span, { what, length, limit });
}
