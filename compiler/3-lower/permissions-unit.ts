import type { CheckedPermissions } from "../2-check/commands/permissions.ts";
import type { BotPart } from "../language/handler-kind.ts";
import { accessRule, ids, isFixed } from "./access.ts";
import type { ActionLowering } from "./actions.ts";
import { lowerConstant } from "./expressions.ts";
import { ir, irType, type ModuleSymbol, type Property, type SourceUnit } from "./ir.ts";
import { place } from "./units.ts";

const MODULE = "permissions.ts";

/** The rule of commands that have none of their own. */
export const DEFAULT_ACCESS: ModuleSymbol = { module: MODULE, name: "defaultAccess" };

/** Who may do what: `permissions.ts`. Undefined without such a section. */
export function permissionsUnit(
  permissions: CheckedPermissions,
  lowering: ActionLowering,
): { readonly unit: SourceUnit; readonly part: BotPart } | undefined {
  const { owners, levels, defaultLevel, defaults, span } = permissions;
  if (span === undefined) return undefined;
  const properties: Property[] = [];
  if (owners.length > 0) properties.push({ key: "owners", value: ids(owners, lowering) });
  if (levels.length > 0)
    properties.push({
      key: "levels",
      value: ir.array(levels.map((level) => ir.object(levelOf(level, lowering)))),
    });
  if (defaultLevel !== 0) properties.push({ key: "defaultLevel", value: ir.literal(defaultLevel) });
  const comment = `The bot's owners and the levels of its users (${place(span)})`;
  const named = [...owners, ...levels.flatMap(({ roles, users }) => [...roles, ...users])];
  const settings = named.every(isFixed) ? ir.object(properties) : ir.arrow([], ir.object(properties));
  const rules = ir.call(ir.runtime("permissionRules"), [settings]);
  const statements = [ir.exported("permissions", rules, comment)];
  if (defaults !== undefined) {
    const rule = accessRule(defaults, irType.runtime("InteractionContext"), lowering);
    const declared = ir.call(ir.runtime("access"), [rule]);
    statements.push(ir.exported(DEFAULT_ACCESS.name, declared, "For commands without a rule of their own."));
  }
  const symbol = { module: MODULE, name: "permissions" };
  return { unit: { path: MODULE, statements }, part: { key: "permissions", value: ir.ref(symbol) } };
}

function levelOf(
  { name, level, roles, users, permissions }: CheckedPermissions["levels"][number],
  lowering: ActionLowering,
): Property[] {
  return [
    { key: "name", value: ir.literal(name) },
    { key: "level", value: ir.literal(level) },
    ...(roles.length === 0 ? [] : [{ key: "roles", value: ids(roles, lowering) }]),
    ...(users.length === 0 ? [] : [{ key: "users", value: ids(users, lowering) }]),
    ...(permissions.length === 0 ? [] : [{ key: "permissions", value: lowerConstant(permissions) }]),
  ];
}
