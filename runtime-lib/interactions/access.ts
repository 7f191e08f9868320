import type { InteractionContext } from "../contexts/interaction-context.ts";
import { holds, type PermissionName, type PermissionRules } from "./permissions.ts";

/** Whom something is for. */
export interface AccessRule<C = never> {
  readonly deny?: AccessCriteria;
  readonly allow?: AccessCriteria;
  readonly when?: (ctx: C) => Promise<unknown>;
}

/** Ids of whom it names. Of what is allowed one criterion is enough; channels must hold as well. */
export interface AccessCriteria {
  readonly roles?: readonly string[];
  readonly users?: readonly string[];
  readonly channels?: readonly string[];
  readonly permissions?: readonly PermissionName[];
  readonly level?: number;
}

/** A rule, or what makes one where its ids are computed. */
export type Access<C = never> = AccessRule<C> | ((ctx: C) => Promise<AccessRule<C>>);

/** Declares a rule that several commands share. */
export function access(rule: Access<InteractionContext>): Access<InteractionContext> {
  return rule;
}

/** Whether a rule lets the user of an interaction through. */
export async function isAllowed<C extends InteractionContext>(
  ctx: C,
  access: Access<C>,
  rules: PermissionRules,
): Promise<boolean> {
  const { deny, allow, when } = typeof access === "function" ? await access(ctx) : access;
  if (deny !== undefined && isNamed(ctx, deny)) return false;
  if (allow !== undefined && !meets(ctx, allow, rules)) return false;
  return when === undefined || Boolean(await when(ctx));
}

function isNamed(ctx: InteractionContext, { users, roles, channels }: AccessCriteria): boolean {
  return (
    users?.includes(ctx.userId) ||
    roles?.some((role) => ctx.member?.roles.includes(role)) ||
    isIn(ctx, channels) ||
    false
  );
}

function meets(ctx: InteractionContext, criteria: AccessCriteria, rules: PermissionRules): boolean {
  const { users, roles, permissions, level, channels } = criteria;
  if (channels !== undefined && !isIn(ctx, channels)) return false;
  if (users === undefined && roles === undefined && permissions === undefined && level === undefined)
    return true;
  return (
    users?.includes(ctx.userId) ||
    roles?.some((role) => ctx.member?.roles.includes(role)) ||
    permissions?.some((name) => holds(ctx.member, [name])) ||
    (level !== undefined && rules.levelOf(ctx.userId, ctx.member) >= level)
  );
}

/** A thread counts as its channel. */
function isIn(ctx: InteractionContext, channels: readonly string[] | undefined): boolean {
  const parent = ctx.channel.parent_id;
  return (
    (channels?.includes(ctx.channelId) || (typeof parent === "string" && channels?.includes(parent))) ?? false
  );
}
