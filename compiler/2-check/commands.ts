import { ir } from "../3-lower/ir.ts";
import type { Diagnostics } from "../diagnostics/diagnostics.ts";
import type { Variable } from "../expression/scope.ts";
import { typedLiteral } from "../expression/typed.ts";
import { type Type, types } from "../expression/types.ts";
import { interactionRoots } from "../language/context-roots.ts";
import { OPTION_TYPES } from "../language/option-types.ts";
import { parseDuration } from "../source/duration.ts";
import {
  type Entry,
  isText,
  keyText,
  type MapNode,
  type Node,
  type ScalarNode,
  toPlain,
  valueAt,
} from "../source/node.ts";
import { checkBody, type Surroundings } from "./handlers.ts";
import { checkKeys } from "./keys.ts";
import { namespaceVariables } from "./namespaces.ts";
import type { CheckedAction, CheckedCommand, CommandOption } from "./program.ts";
import { CONTEXT, rootVariables } from "./scope.ts";

/** Discord's rule for names of commands and options. */
const NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;
const NAME_RULE = "use 1 to 32 lower-case letters, digits, - or _";
const MAXIMUM = { commands: 100, options: 25, choices: 25, description: 100 } as const;

const COMMAND_KEYS = {
  supported: [
    "name",
    "description",
    "type",
    "options",
    "actions",
    "defer",
    "ephemeral",
    "dm_permission",
    "nsfw",
    "guild_ids",
    "timeout",
  ],
  planned: [
    "subcommands",
    "subcommand_groups",
    "cooldown",
    "access",
    "permissions",
    "level",
    "default_member_permissions",
    "when",
    "autocomplete",
  ],
};
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
const CONSTRAINTS = ["min_value", "max_value", "min_length", "max_length"];

/** Checks the slash commands; of two with one name the later wins. */
export function checkCommands(section: Node | undefined, surroundings: Surroundings): CheckedCommand[] {
  if (section?.kind !== "list") return [];
  const { diagnostics } = surroundings;
  const commands = new Map<string, CheckedCommand>();
  for (const node of section.items) {
    if (node.kind !== "map") {
      diagnostics.report("wrong-kind", node.span, { expected: "a command", found: "something else" });
      continue;
    }
    const command = checkCommand(node, surroundings);
    if (command === undefined) continue;
    if (commands.has(command.name)) {
      diagnostics.report("duplicate-name", command.span, { what: "command", name: command.name });
    }
    commands.set(command.name, command);
  }
  if (commands.size > MAXIMUM.commands) {
    const beyond = [...commands.values()][MAXIMUM.commands]!;
    diagnostics.report("too-many", beyond.span, { what: "commands", limit: MAXIMUM.commands });
  }
  return [...commands.values()];
}

function checkCommand(node: MapNode, surroundings: Surroundings): CheckedCommand | undefined {
  const { diagnostics } = surroundings;
  const name = requiredName(node, "command", diagnostics);
  if (name === undefined) return undefined;
  checkKeys(node, COMMAND_KEYS, `/${name.value}`, diagnostics);
  const type = valueAt(node, "type");
  if (type !== undefined && !(isText(type) && type.value === "slash")) {
    diagnostics.report("not-supported", type.span, { what: "a command that is no slash command" });
  }
  const options = checkOptions(valueAt(node, "options"), diagnostics);
  const variables = new Map([
    ...namespaceVariables(surroundings.program),
    ...rootVariables(interactionRoots),
    ...optionVariables(options),
  ]);
  const names = { description: `the command /${name.value}`, variables, reserved: ["ctx"] };
  const { body } = checkBody(valueAt(node, "actions"), names, surroundings);
  warnOfLateAnswer(body.actions, flag(node, "defer") ?? false, diagnostics);
  if (valueAt(node, "actions") === undefined) {
    diagnostics.report("missing-field", name.span, { field: "actions", owner: name.value });
  }
  return {
    name: name.value,
    description: descriptionOf(node, name, diagnostics),
    options,
    defer: flag(node, "defer") ?? false,
    ephemeral: flag(node, "ephemeral") ?? false,
    timeout: checkTimeout(node, diagnostics),
    registration: {
      dmPermission: flag(node, "dm_permission"),
      nsfw: flag(node, "nsfw"),
      guildIds: textList(valueAt(node, "guild_ids")),
    },
    body,
    span: name.span,
  };
}

/** How long Discord waits for the first answer, in milliseconds. */
const ANSWER_TIME = 3_000;

/** Warns when the waits before the first answer alone are too long for it. */
function warnOfLateAnswer(
  actions: readonly CheckedAction[],
  deferred: boolean,
  diagnostics: Diagnostics,
): void {
  let waited = 0;
  for (const action of actions) {
    if (deferred || action.definition.answers) return;
    waited += action.when === undefined ? (action.definition.waits?.(action.fields) ?? 0) : 0;
    if (waited <= ANSWER_TIME) continue;
    diagnostics.report("late-answer", action.nameSpan, { seconds: waited / 1000 });
    return;
  }
}

function requiredName(
  node: MapNode,
  what: string,
  diagnostics: Diagnostics,
): (ScalarNode & { value: string }) | undefined {
  const name = valueAt(node, "name");
  if (name === undefined || name.kind !== "scalar" || name.value === null) {
    diagnostics.report("missing-field", node.span, { field: "name", owner: what });
    return undefined;
  }
  const text = String(name.value);
  if (!NAME.test(text) || text !== text.toLowerCase()) {
    diagnostics.report("invalid-name", name.span, { what: `a ${what}`, name: text, rule: NAME_RULE });
    return undefined;
  }
  return { ...name, value: text };
}

function descriptionOf(
  node: MapNode,
  name: ScalarNode & { value: string },
  diagnostics: Diagnostics,
): string {
  const description = valueAt(node, "description");
  if (description === undefined || !isText(description) || description.value === "") return name.value;
  const { length } = description.value;
  if (length > MAXIMUM.description) {
    diagnostics.report("too-long", description.span, {
      what: "the description",
      length,
      limit: MAXIMUM.description,
    });
  }
  return description.value;
}

export function checkTimeout(node: MapNode, diagnostics: Diagnostics): number | undefined {
  const timeout = valueAt(node, "timeout");
  if (timeout?.kind !== "scalar") return undefined;
  const { value } = timeout;
  const milliseconds =
    typeof value === "string" || typeof value === "number" ? parseDuration(value) : undefined;
  if (milliseconds === undefined)
    diagnostics.report("invalid-duration", timeout.span, { text: String(value) });
  return milliseconds;
}

function checkOptions(section: Node | undefined, diagnostics: Diagnostics): CommandOption[] {
  if (section?.kind !== "list") return [];
  if (section.items.length > MAXIMUM.options) {
    const { span } = section.items[MAXIMUM.options]!;
    diagnostics.report("too-many", span, { what: "options", limit: MAXIMUM.options });
  }
  const options = section.items.flatMap((item) =>
    item.kind === "map" ? checkOption(item, diagnostics) : [],
  );
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
  const constraints = node.entries
    .filter((entry: Entry) => CONSTRAINTS.includes(keyText(entry)))
    .map((entry) => [keyText(entry), toPlain(entry.value)] as const);
  return [
    {
      name: name.value,
      description: descriptionOf(node, name, diagnostics),
      type: written,
      required: flag(node, "required") ?? false,
      choices: checkChoices(valueAt(node, "choices"), diagnostics),
      constraints: Object.fromEntries(constraints),
      default: initial?.kind === "scalar" ? typedLiteral(initial.value, initial.span) : undefined,
    },
  ];
}

function checkChoices(section: Node | undefined, diagnostics: Diagnostics): CommandOption["choices"] {
  if (section?.kind !== "list") return [];
  if (section.items.length > MAXIMUM.choices) {
    const { span } = section.items[MAXIMUM.choices]!;
    diagnostics.report("too-many", span, { what: "choices", limit: MAXIMUM.choices });
  }
  return section.items.flatMap((item) => {
    const name = item.kind === "map" ? valueAt(item, "name") : undefined;
    const value = item.kind === "map" ? valueAt(item, "value") : undefined;
    if (name?.kind !== "scalar" || value?.kind !== "scalar") {
      diagnostics.report("wrong-kind", item.span, {
        expected: "a choice with `name` and `value`",
        found: "something else",
      });
      return [];
    }
    return [
      {
        name: String(name.value),
        value: typeof value.value === "number" ? value.value : String(value.value),
      },
    ];
  });
}

/** `options.name` and `args.name`: the same values under both. */
function optionVariables(options: readonly CommandOption[]): [string, Variable][] {
  const properties: Record<string, Type> = {};
  const shortcuts: Record<string, { type: Type; code: Variable["code"] }> = {};
  const code = ir.member(CONTEXT, "options");
  for (const option of options) {
    const type = OPTION_TYPES[option.type]!.type;
    const filled = option.required || option.default !== undefined;
    properties[option.name] = filled ? type : types.optional(type);
    if (option.default?.kind === "literal") {
      const read = ir.binary("??", ir.member(code, option.name), ir.literal(option.default.value));
      shortcuts[option.name] = { type, code: read };
    }
  }
  const variable = { type: types.map(properties), code, shortcuts, root: true };
  return [
    ["options", { ...variable, name: "options" }],
    ["args", { ...variable, name: "args" }],
  ];
}

function flag(node: MapNode, key: string): boolean | undefined {
  const value = valueAt(node, key);
  return value?.kind === "scalar" && typeof value.value === "boolean" ? value.value : undefined;
}

function textList(node: Node | undefined): string[] {
  if (node?.kind !== "list") return [];
  return node.items.flatMap((item) => (item.kind === "scalar" ? [String(item.value)] : []));
}
