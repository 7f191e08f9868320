import type { Diagnostics } from "../diagnostics/diagnostics.ts";
import { typedLiteral } from "../expression/typed.ts";
import { OPTION_TYPES } from "../language/option-types.ts";
import { describeKind, isText, keyText, type MapNode, type Node, valueAt } from "../source/node.ts";
import { checkKeys } from "./keys.ts";
import { descriptionOf, flag, requiredName } from "./named.ts";
import { checkOptionLimits } from "./option-limits.ts";
import type { CommandOption } from "./program.ts";

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
  ],
  planned: ["autocomplete", "channel_types", "source"],
};

/** Which types of option each constraint is for. */
const CONSTRAINTS: Readonly<Record<string, readonly string[]>> = {
  min_value: ["integer", "number"],
  max_value: ["integer", "number"],
  min_length: ["string"],
  max_length: ["string"],
};
const WITH_CHOICES = ["string", "integer", "number"];

/** Checks the options of a command. */
export function checkOptions(section: Node | undefined, diagnostics: Diagnostics): CommandOption[] {
  if (section?.kind !== "list") return [];
  if (section.items.length > MAXIMUM.options) {
    const { span } = section.items[MAXIMUM.options]!;
    diagnostics.report("too-many", span, { what: "options", limit: MAXIMUM.options });
  }
  const options = section.items.flatMap((item) =>
    item.kind === "map" ? checkOption(item, diagnostics) : [],
  );
  reportDuplicates(section.items, options, diagnostics);
  // Discord wants the required ones first; the order is no part of the language.
  return options.sort((a, b) => Number(b.required) - Number(a.required));
}

function checkOption(node: MapNode, diagnostics: Diagnostics): CommandOption[] {
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
  const initial = valueAt(node, "default");
  const option: CommandOption = {
    name: name.value,
    description: descriptionOf(node, name, diagnostics),
    type: written,
    required: flag(node, "required") ?? false,
    choices: checkChoices(valueAt(node, "choices"), written, diagnostics),
    constraints: checkConstraints(node, written, diagnostics),
    default: initial?.kind === "scalar" ? typedLiteral(initial.value, initial.span) : undefined,
  };
  checkOptionLimits(node, option, diagnostics);
  return [option];
}

function reportDuplicates(
  nodes: readonly Node[],
  options: readonly CommandOption[],
  diagnostics: Diagnostics,
): void {
  options.forEach(({ name }, i) => {
    if (options.findIndex((option) => option.name === name) === i) return;
    const node = nodes.filter((each) => each.kind === "map")[i]!;
    const { span } = valueAt(node as MapNode, "name")!;
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

function checkChoices(
  section: Node | undefined,
  type: string,
  diagnostics: Diagnostics,
): CommandOption["choices"] {
  if (section?.kind !== "list" || section.items.length === 0) return [];
  if (!WITH_CHOICES.includes(type)) {
    const expected = `an option of type ${WITH_CHOICES.join(", ")} for \`choices\``;
    diagnostics.report("wrong-kind", section.span, { expected, found: `type ${type}` });
    return [];
  }
  if (section.items.length > MAXIMUM.choices) {
    const { span } = section.items[MAXIMUM.choices]!;
    diagnostics.report("too-many", span, { what: "choices", limit: MAXIMUM.choices });
  }
  return section.items.flatMap((item) => checkChoice(item, type, diagnostics) ?? []);
}

function checkChoice(
  item: Node,
  type: string,
  diagnostics: Diagnostics,
): CommandOption["choices"][number] | undefined {
  const name = item.kind === "map" ? valueAt(item, "name") : undefined;
  const value = item.kind === "map" ? valueAt(item, "value") : undefined;
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
