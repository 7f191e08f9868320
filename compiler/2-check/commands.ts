import { ir } from "../3-lower/ir.ts";
import type { Diagnostics } from "../diagnostics/diagnostics.ts";
import type { Variable } from "../expression/scope.ts";
import { type Type, types } from "../expression/types.ts";
import { interactionRoots } from "../language/context-roots.ts";
import { OPTION_TYPES } from "../language/option-types.ts";
import { parseDuration } from "../source/duration.ts";
import { describeKind, isText, itemsAt, type MapNode, type Node, valueAt } from "../source/node.ts";
import { checkBody, type Surroundings } from "./handlers.ts";
import { checkKeys } from "./keys.ts";
import { commandDescription, flag, requiredName } from "./named.ts";
import { namespaceVariables } from "./namespaces.ts";
import { checkOptions } from "./options.ts";
import type { CheckedAction, CheckedCommand, CommandOption } from "./program.ts";
import { CONTEXT, rootVariables } from "./scope.ts";

/** Most commands that Discord takes of one bot. */
const MAXIMUM_COMMANDS = 100;

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
/** Checks the slash commands; of two with one name the later wins. */
export function checkCommands(document: MapNode, surroundings: Surroundings): CheckedCommand[] {
  const { diagnostics } = surroundings;
  const commands = new Map<string, CheckedCommand>();
  for (const node of itemsAt(document, "commands")) {
    if (node.kind !== "map") {
      diagnostics.report("wrong-kind", node.span, { expected: "a command", found: describeKind(node) });
      continue;
    }
    const command = checkCommand(node, surroundings);
    if (command === undefined) continue;
    const first = commands.get(command.name);
    if (first !== undefined) {
      const related = [{ span: first.span, message: "first declared here" }];
      diagnostics.report("duplicate-name", command.span, { what: "command", name: command.name }, related);
    }
    commands.set(command.name, command);
  }
  if (commands.size > MAXIMUM_COMMANDS) {
    const beyond = [...commands.values()][MAXIMUM_COMMANDS]!;
    diagnostics.report("too-many", beyond.span, { what: "commands", limit: MAXIMUM_COMMANDS });
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
    description: commandDescription(node, name, diagnostics),
    options,
    defer: flag(node, "defer") ?? false,
    ephemeral: flag(node, "ephemeral") ?? false,
    timeout: checkTimeout(node, diagnostics),
    registration: {
      dmPermission: flag(node, "dm_permission"),
      nsfw: flag(node, "nsfw"),
      guildIds: checkGuildIds(valueAt(node, "guild_ids"), diagnostics),
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

function checkTimeout(node: MapNode, diagnostics: Diagnostics): number | undefined {
  const timeout = valueAt(node, "timeout");
  if (timeout?.kind !== "scalar") return undefined;
  const { value } = timeout;
  const milliseconds =
    typeof value === "string" || typeof value === "number" ? parseDuration(value) : undefined;
  if (milliseconds === undefined)
    diagnostics.report("invalid-duration", timeout.span, { text: String(value) });
  return milliseconds;
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

/** Guild ids are snowflakes, written as text: as numbers they would lose their last digits. */
function checkGuildIds(node: Node | undefined, diagnostics: Diagnostics): string[] {
  if (node?.kind !== "list") return [];
  return node.items.flatMap((item) => {
    const text = item.kind === "scalar" ? String(item.value) : "";
    if (/^\d{17,20}$/.test(text)) return [text];
    diagnostics.report("invalid-snowflake", item.span, { text: text === "" ? describeKind(item) : text });
    return [];
  });
}
