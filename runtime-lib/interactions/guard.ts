import type { InteractionContext } from "../contexts/interaction-context.ts";
import { type CooldownSettings, cooldownId, useStoredCooldown } from "../policies/cooldown.ts";
import { type Access, isAllowed } from "./access.ts";
import { holds, type PermissionName, type PermissionRules } from "./permissions.ts";
import type { Texts } from "./texts.ts";

/** How often a command or component may be used. */
export interface Cooldown<C = never> extends CooldownSettings {
  /** Under which its uses are counted: the command's name. */
  readonly name: string;
  /** What who comes too early is told; `remaining` in whole seconds. */
  readonly message?: string | ((ctx: C, remaining: number) => Promise<string>);
}

/** Who may use a command or component, when and how often. */
export interface GuardSettings<C = never> {
  /** Permissions that the user needs, all of them. */
  readonly permissions?: readonly PermissionName[];
  readonly level?: number;
  readonly access?: Access<C>;
  readonly when?: (ctx: C) => Promise<unknown>;
  readonly cooldown?: Cooldown<C>;
}

/** Why something must not run, in words for the user; undefined when it may. A use then counts. */
export async function refusal<C extends InteractionContext>(
  ctx: C,
  settings: GuardSettings<C>,
  rules: PermissionRules,
  texts: Texts,
): Promise<string | undefined> {
  const { when, cooldown } = settings;
  // Owners pass whatever is asked of others, but they wait like everybody.
  if (!rules.isOwner(ctx.userId) && !(await mayUse(ctx, settings, rules))) return texts.notAllowed;
  if (when !== undefined && !(await when(ctx))) return texts.notNow;
  return cooldown === undefined ? undefined : takeUse(ctx, cooldown);
}

async function mayUse<C extends InteractionContext>(
  ctx: C,
  { permissions, level, access }: GuardSettings<C>,
  rules: PermissionRules,
): Promise<boolean> {
  if (permissions !== undefined && !holds(ctx.member, permissions)) return false;
  if (level !== undefined && rules.levelOf(ctx.userId, ctx.member) < level) return false;
  return access === undefined || isAllowed(ctx, access, rules);
}

/** Counts a use. Undefined when it is within the rate, else what to tell the user. */
async function takeUse<C extends InteractionContext>(
  ctx: C,
  cooldown: Cooldown<C>,
): Promise<string | undefined> {
  const { name, per, message } = cooldown;
  const key = `cooldown:${name}:${per}:${cooldownId(ctx, per)}`;
  const blocked = await useStoredCooldown(ctx.bot.store, key, cooldown, ctx);
  if (blocked === undefined) return undefined;
  const remaining = Math.ceil(blocked / 1000);
  if (typeof message === "function") return await message(ctx, remaining);
  return message ?? `You're on cooldown. Try again in ${remaining}s.`;
}
