import { Diagnostics } from "../../diagnostics/diagnostics.ts";
import type { Variable } from "../../expression/scope.ts";
import type { BotSurroundings } from "../../language/handler-kind.ts";
import type { Permission } from "../../language/permissions.ts";
import {
  describeKind,
  isNull,
  itemsAt,
  keyText,
  type MapNode,
  type Node,
  valueAt,
} from "../../source/node.ts";
import { checkActions } from "../actions.ts";
import type { CheckContext } from "../context.ts";
import { checkHandler } from "../handlers.ts";
import { checkFlag } from "../named.ts";
import { namespaceVariables } from "../namespaces.ts";
import type { CheckedAction, CheckedGuard, CommandRegistration, InteractionSettings } from "../program.ts";
import { checkTimeout } from "../timeout.ts";
import { checkCondition } from "../values/condition.ts";
import { checkAccess, checkLevel } from "./access.ts";
import { checkCooldown } from "./cooldown.ts";
import { checkPermissionNames } from "./permission-names.ts";

/** Keys that Discord is told about, of a whole command. */
export const REGISTRATION_KEYS = ["dm_permission", "nsfw", "guild_ids"];

/** Keys that subcommands take from their command where they have none of their own. */
export const INHERITED_KEYS = [
  "defer",
  "ephemeral",
  "timeout",
  "cooldown",
  "access",
  "permissions",
  "default_member_permissions",
  "level",
  "when",
];

/** A subcommand with what its command says for all of them. */
export function inheriting(node: MapNode, parent: MapNode): MapNode {
  const inherited = parent.entries.filter(
    (entry) => INHERITED_KEYS.includes(keyText(entry)) && valueAt(node, keyText(entry)) === undefined,
  );
  return inherited.length === 0 ? node : { ...node, entries: [...node.entries, ...inherited] };
}

/** What settings belong to: what the document says of all commands does not hold for components. */
type SettingsOwner = "command" | "component";

/**
 * Checks what all commands and components have: who may use them, how often, and what they do.
 * @param description what it is, for messages
 * @param variables what can be read in it, beside the namespaces
 */
export function checkSettings(
  node: MapNode,
  description: string,
  variables: ReadonlyMap<string, Variable>,
  surroundings: BotSurroundings,
  owner: SettingsOwner = "command",
): Omit<InteractionSettings, "span"> {
  const { diagnostics } = surroundings;
  const names = {
    description,
    variables: new Map([...namespaceVariables(surroundings.program), ...variables]),
    reserved: ["ctx"],
  };
  const actions = valueAt(node, "actions");
  const cooldown = valueAt(node, "cooldown");
  const { value, scope } = checkHandler(names, surroundings, (context) => ({
    guard: checkGuard(node, owner, surroundings, context),
    cooldown: cooldown && checkCooldown(cooldown, context),
    actions: actions === undefined ? [] : checkActions(actions, context),
  }));
  const defer = checkDefer(node, owner, diagnostics);
  warnOfLateAnswer(value.actions, defer !== false, diagnostics);
  if (defer !== false) reportNotFirst(value.actions, diagnostics);
  return {
    defer,
    ephemeral: checkFlag(node, "ephemeral", diagnostics) ?? false,
    timeout: checkTimeout(node, diagnostics),
    cooldown: value.cooldown,
    guard: value.guard,
    body: { actions: value.actions, locals: scope.declaredAhead },
  };
}

function checkDefer(
  node: MapNode,
  owner: SettingsOwner,
  diagnostics: Diagnostics,
): InteractionSettings["defer"] {
  const value = valueAt(node, "defer");
  if (owner === "component" && value?.kind === "scalar" && value.value === "update") return "update";
  return checkFlag(node, "defer", diagnostics) ?? false;
}

/** Reports what has to be the first answer where there is one before the actions begin. */
function reportNotFirst(actions: readonly CheckedAction[], diagnostics: Diagnostics): void {
  for (const { definition, nameSpan } of actions) {
    if (definition.firstAnswer !== true) continue;
    diagnostics.report("not-first-answer", nameSpan, { action: definition.name, before: "defer" });
  }
}

function checkGuard(
  node: MapNode,
  owner: SettingsOwner,
  { permissions: section }: BotSurroundings,
  context: CheckContext,
): CheckedGuard {
  const access = valueAt(node, "access");
  const when = valueAt(node, "when");
  const named = requiredPermissions(node, context.diagnostics).map(({ name }) => name);
  const permissions = isForAdministrators(node) ? [...named, "Administrator" as const] : named;
  const level = checkLevel(valueAt(node, "level"), section, context);
  const ruled = access !== undefined || permissions.length > 0 || level !== undefined;
  const takesDefault = owner === "command" && section.defaults !== undefined && !ruled;
  const byDefault = takesDefault ? "default" : undefined;
  return {
    permissions,
    level,
    access: access === undefined ? byDefault : checkAccess(access, section, context),
    when: when && checkCondition(when, context),
  };
}

/** The permissions that a command asks for under either key. */
function requiredPermissions(node: MapNode, diagnostics: Diagnostics): Permission[] {
  const written = writtenPermissions(node);
  return [...new Set(written.flatMap((names) => checkPermissionNames(names, diagnostics)))];
}

function writtenPermissions(node: MapNode): Node[] {
  return ["permissions", "default_member_permissions"].flatMap((key) => valueAt(node, key) ?? []);
}

/** Whether a command asks for the permissions `0`: to Discord that keeps out all but administrators. */
function isForAdministrators(node: MapNode): boolean {
  return writtenPermissions(node).some(
    (names) => names.kind === "scalar" && /^0+$/.test(String(names.value)),
  );
}

/** What Discord is told about a command as a whole. */
export function checkRegistration(node: MapNode, diagnostics: Diagnostics): CommandRegistration {
  // What is wrong with them is reported where who may use the command is checked.
  const permissions = requiredPermissions(node, new Diagnostics());
  const bits = permissions.reduce((sum, { bit }) => sum | bit, 0n);
  return {
    dmPermission: checkFlag(node, "dm_permission", diagnostics),
    nsfw: checkFlag(node, "nsfw", diagnostics),
    guildIds: checkGuildIds(node, diagnostics),
    memberPermissions: bits === 0n && !isForAdministrators(node) ? undefined : bits.toString(),
  };
}

/** Guild ids, one or several: snowflakes, written as text, for as numbers they would lose their last digits. */
function checkGuildIds(node: MapNode, diagnostics: Diagnostics): string[] {
  const value = valueAt(node, "guild_ids");
  if (value?.kind === "map") {
    const expected = "a guild id, or a list of them";
    diagnostics.report("wrong-kind", value.span, { expected, found: describeKind(value) });
  }
  const single = value?.kind === "scalar" && !isNull(value) ? [value] : [];
  return [...single, ...itemsAt(node, "guild_ids")].flatMap((item: Node) => {
    const text = item.kind === "scalar" ? String(item.value) : "";
    if (/^\d{17,20}$/.test(text)) return [text];
    diagnostics.report("invalid-snowflake", item.span, { text: text === "" ? describeKind(item) : text });
    return [];
  });
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
