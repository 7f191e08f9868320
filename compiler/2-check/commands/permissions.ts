import type { Typed } from "../../expression/typed.ts";
import { interactionRoots } from "../../language/context-roots.ts";
import { isText, keyText, type MapNode, type Node, valueAt } from "../../source/node.ts";
import type { Span } from "../../source/source-file.ts";
import type { CheckContext } from "../context.ts";
import { checkHandler, type Surroundings } from "../handlers.ts";
import { checkKeys } from "../keys.ts";
import { namespaceVariables } from "../namespaces.ts";
import { rootVariables } from "../scope.ts";
import { wrongKind } from "../values/expressions.ts";
import { type CheckedAccess, checkAccess, checkIds, type Levels } from "./access.ts";
import { checkPermissionNames } from "./permission-names.ts";

/** Who may do what: the section `permissions`. */
export interface CheckedPermissions extends Levels {
  readonly owners: readonly Typed[];
  readonly levels: readonly PermissionLevel[];
  /** The level of everybody whom no other names. */
  readonly defaultLevel: number;
  /** The rule of commands that have none. */
  readonly defaults: CheckedAccess | undefined;
  /** Undefined without the section. */
  readonly span: Span | undefined;
}

export interface PermissionLevel {
  readonly name: string;
  readonly level: number;
  readonly roles: readonly Typed[];
  readonly users: readonly Typed[];
  /** Permissions of which one is enough. */
  readonly permissions: readonly string[];
}

const KEYS = {
  supported: ["owner", "levels", "defaults", "default_level", "owner_ids", "roles"],
  planned: [],
};
const OWNER_KEYS = { supported: ["users"], planned: [] };
const LEVEL_KEYS = { supported: ["name", "level", "roles", "users", "permissions"], planned: [] };
const ROLE_KEYS = { supported: ["id", "level"], planned: [] };

/** Checks the section `permissions`, in either of its forms. */
export function checkPermissions(node: Node | undefined, surroundings: Surroundings): CheckedPermissions {
  if (node?.kind !== "map") return permissions([], [], 0, new Map(), undefined, undefined);
  checkKeys(node, KEYS, "permissions", surroundings.diagnostics);
  // Owners and levels are the same everywhere: only what the environment or the document fixes can name them.
  const fixed = new Map([...namespaceVariables(surroundings.program)].filter(([name]) => name !== "state"));
  const inFixed = { description: "the section permissions", variables: fixed, reserved: ["ctx"] };
  const { value } = checkHandler(inFixed, surroundings, (context) => checkLevels(node, context));
  const { owners, levels, names } = value;
  const byDefault = valueAt(node, "default_level");
  const level = byDefault?.kind === "scalar" && typeof byDefault.value === "number" ? byDefault.value : 0;
  const known = permissions(owners, levels, level, names, undefined, node.span);
  const defaults = valueAt(node, "defaults");
  if (defaults === undefined) return known;
  const variables = new Map([
    ...namespaceVariables(surroundings.program),
    ...rootVariables(interactionRoots),
  ]);
  const inCommand = { description: "permissions.defaults", variables, reserved: ["ctx"] };
  const rule = checkHandler(inCommand, surroundings, (context) => checkAccess(defaults, known, context));
  return { ...known, defaults: rule.value };
}

function permissions(
  owners: readonly Typed[],
  levels: readonly PermissionLevel[],
  defaultLevel: number,
  names: ReadonlyMap<string, number>,
  defaults: CheckedAccess | undefined,
  span: Span | undefined,
): CheckedPermissions {
  return {
    owners,
    levels,
    defaultLevel,
    defaults,
    span,
    levelNamed: (name) => names.get(name.toLowerCase()),
    levelNames: () => [...names.keys()],
  };
}

function checkLevels(section: MapNode, context: CheckContext) {
  const owner = valueAt(section, "owner");
  if (owner?.kind === "map") checkKeys(owner, OWNER_KEYS, "permissions.owner", context.diagnostics);
  const owners = [
    ...checkIds(owner?.kind === "map" ? valueAt(owner, "users") : owner, context),
    ...checkIds(valueAt(section, "owner_ids"), context),
  ];
  const written = valueAt(section, "levels");
  const levels = [
    ...(written?.kind === "list" ? written.items.flatMap((item) => checkListed(item, context)) : []),
    ...rolesOf(valueAt(section, "roles"), context),
  ];
  const names = new Map(levels.map(({ name, level }) => [name.toLowerCase(), level]));
  for (const [name, level] of written?.kind === "map" ? namesOf(written, context) : [])
    names.set(name, level);
  return { owners, levels, names };
}

/** An item of `levels` as a list. */
function checkListed(node: Node, context: CheckContext): PermissionLevel[] {
  if (node.kind !== "map") return wrongKind(node, "a level with `name` and `level`", context) ?? [];
  const name = valueAt(node, "name");
  const level = valueAt(node, "level");
  const text = name?.kind === "scalar" ? String(name.value) : "level";
  checkKeys(node, LEVEL_KEYS, text, context.diagnostics);
  if (level?.kind !== "scalar" || typeof level.value !== "number") {
    if (level !== undefined) return wrongKind(level, "a number", context) ?? [];
    context.diagnostics.report("missing-field", (name ?? node).span, { field: "level", owner: text });
    return [];
  }
  const held = valueAt(node, "permissions");
  return [
    {
      name: text,
      level: level.value,
      roles: checkIds(valueAt(node, "roles"), context),
      users: checkIds(valueAt(node, "users"), context),
      permissions:
        held === undefined ? [] : checkPermissionNames(held, context.diagnostics).map(({ name }) => name),
    },
  ];
}

/** `levels` as a map from numbers to names. */
function namesOf(map: MapNode, context: CheckContext): [string, number][] {
  return map.entries.flatMap((entry) => {
    const level = Number(keyText(entry));
    if (Number.isNaN(level)) return wrongKind(entry.key, "the number of a level", context) ?? [];
    if (!isText(entry.value)) return wrongKind(entry.value, "the name of a level", context) ?? [];
    return [[entry.value.value.toLowerCase(), level] as [string, number]];
  });
}

/** `roles` as a map of `{id, level}`. */
function rolesOf(node: Node | undefined, context: CheckContext): PermissionLevel[] {
  if (node?.kind !== "map") return [];
  return node.entries.flatMap((entry): PermissionLevel[] => {
    if (entry.value.kind !== "map")
      return wrongKind(entry.value, "a map with `id` and `level`", context) ?? [];
    const name = keyText(entry);
    checkKeys(entry.value, ROLE_KEYS, name, context.diagnostics);
    const level = valueAt(entry.value, "level");
    if (level?.kind !== "scalar" || typeof level.value !== "number") {
      context.diagnostics.report("missing-field", entry.key.span, { field: "level", owner: name });
      return [];
    }
    const roles = checkIds(valueAt(entry.value, "id"), context);
    return [{ name, level: level.value, roles, users: [], permissions: [] }];
  });
}
