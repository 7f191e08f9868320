import type { AccessCriteria, CheckedAccess } from "../2-check/commands/access.ts";
import type { Typed } from "../expression/typed.ts";
import type { ActionLowering } from "./actions.ts";
import { lowerConstant } from "./expressions.ts";
import { type Expression, ir, type Property, type TypeExpression } from "./ir.ts";

/** Whom a command is for: a rule, or what makes one where ids are computed. */
export function accessRule(
  access: CheckedAccess,
  context: TypeExpression,
  lowering: ActionLowering,
): Expression {
  const ctx = { name: "ctx", type: context };
  const { allow, deny, when } = access;
  const properties: Property[] = [];
  if (deny !== undefined) properties.push({ key: "deny", value: criteria(deny, lowering) });
  if (allow !== undefined) properties.push({ key: "allow", value: criteria(allow, lowering) });
  if (when !== undefined)
    properties.push({ key: "when", value: ir.arrow([ctx], lowering.condition(when), true) });
  const rule = ir.object(properties);
  const ids = [allow, deny].flatMap((each) => (each === undefined ? [] : idsOf(each)));
  return ids.every(isFixed) ? rule : ir.arrow([ctx], rule, true);
}

function idsOf({ roles, users, channels }: AccessCriteria): readonly Typed[] {
  return [...roles, ...users, ...channels];
}

/** Whether a value is the same whoever asks, and cannot fail: written out, or from the environment. */
export function isFixed({ kind }: Typed): boolean {
  return kind === "literal" || kind === "environment";
}

function criteria(of: AccessCriteria, lowering: ActionLowering): Expression {
  const lists = (["roles", "users", "channels"] as const).flatMap((key): Property[] =>
    of[key].length === 0 ? [] : [{ key, value: ids(of[key], lowering) }],
  );
  const { permissions, level } = of;
  return ir.object([
    ...lists,
    ...(permissions.length === 0 ? [] : [{ key: "permissions", value: lowerConstant(permissions) }]),
    ...(level === undefined ? [] : [{ key: "level", value: ir.literal(level) }]),
  ]);
}

export function ids(list: readonly Typed[], lowering: ActionLowering): Expression {
  return ir.array(list.map((id) => (id.kind === "literal" ? lowering.value(id) : lowering.text(id))));
}
