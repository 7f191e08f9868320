import type { Typed } from "../../expression/typed.ts";
import { isText, type MapNode, type Node, valueAt } from "../../source/node.ts";
import type { CheckContext } from "../context.ts";
import { checkKeys } from "../keys.ts";
import { checkCondition } from "../values/condition.ts";
import { wrongKind } from "../values/expressions.ts";
import { checkValue } from "../values/value.ts";
import { checkPermissionNames } from "./permission-names.ts";

/** Whom a command is for (spec.md §7). Ids may be computed. */
export interface CheckedAccess {
  readonly allow: AccessCriteria | undefined;
  readonly deny: AccessCriteria | undefined;
  readonly when: Typed | undefined;
}

/** Criteria of which one is enough; `channels` is one more that must hold. */
export interface AccessCriteria {
  readonly roles: readonly Typed[];
  readonly users: readonly Typed[];
  readonly channels: readonly Typed[];
  readonly permissions: readonly string[];
  readonly level: number | undefined;
}

/** The levels of a bot's users by name; where a level may be given by name, it is looked up here. */
export interface Levels {
  levelNamed(name: string): number | undefined;
  levelNames(): readonly string[];
}

const ACCESS_KEYS = { supported: ["allow", "deny", "when"], planned: [] };
const ALLOW_KEYS = { supported: ["roles", "users", "permissions", "level", "channels"], planned: [] };
const DENY_KEYS = { supported: ["roles", "users", "channels"], planned: [] };

/** Checks an access rule; what is wrong in it is reported and left out. */
export function checkAccess(node: Node, levels: Levels, context: CheckContext): CheckedAccess | undefined {
  if (node.kind !== "map") return wrongKind(node, "a map with `allow`, `deny` or `when`", context);
  checkKeys(node, ACCESS_KEYS, "access", context.diagnostics);
  const when = valueAt(node, "when");
  return {
    allow: criteriaAt(node, "allow", levels, context),
    deny: criteriaAt(node, "deny", levels, context),
    when: when && checkCondition(when, context),
  };
}

function criteriaAt(
  access: MapNode,
  key: "allow" | "deny",
  levels: Levels,
  context: CheckContext,
): AccessCriteria | undefined {
  const node = valueAt(access, key);
  if (node === undefined) return undefined;
  if (node.kind !== "map") return wrongKind(node, "a map with `roles`, `users` and the like", context);
  checkKeys(node, key === "allow" ? ALLOW_KEYS : DENY_KEYS, `access.${key}`, context.diagnostics);
  const permissions = valueAt(node, "permissions");
  return {
    roles: checkIds(valueAt(node, "roles"), context),
    users: checkIds(valueAt(node, "users"), context),
    channels: checkIds(valueAt(node, "channels"), context),
    permissions:
      permissions === undefined
        ? []
        : checkPermissionNames(permissions, context.diagnostics).map(({ name }) => name),
    level: checkLevel(valueAt(node, "level"), levels, context),
  };
}

/** Ids of roles, users or channels: one or several, written out or computed. */
export function checkIds(node: Node | undefined, context: CheckContext): Typed[] {
  if (node === undefined) return [];
  return (node.kind === "list" ? node.items : [node]).flatMap((item): Typed[] => {
    if (item.kind !== "scalar" || item.value === null) return wrongKind(item, "an id", context) ?? [];
    const id = checkValue(item, context);
    if (id.kind !== "literal") return [id];
    const text = String(id.value).replace(/^<[@#&!]+(\d+)>$/, "$1");
    if (typeof id.value === "string" && /^\d{15,21}$/.test(text)) return [{ ...id, value: text }];
    context.diagnostics.report("invalid-snowflake", item.span, { text: String(id.value) });
    return [];
  });
}

/** A level as a number, or the name of one. */
export function checkLevel(
  node: Node | undefined,
  levels: Levels,
  context: Pick<CheckContext, "diagnostics">,
): number | undefined {
  if (node === undefined) return undefined;
  if (node.kind === "scalar" && typeof node.value === "number") return node.value;
  if (!isText(node)) return wrongKind(node, "a number or the name of a level", context);
  const named = levels.levelNamed(node.value);
  if (named !== undefined && !Number.isNaN(named)) return named;
  context.diagnostics.report("unknown-level", node.span, { name: node.value, names: levels.levelNames() });
  return undefined;
}
