import { ir } from "../../3-lower/ir.ts";
import type { Typed } from "../../expression/typed.ts";
import { types } from "../../expression/types.ts";
import { COOLDOWN_SCOPES, type CooldownScope } from "../../language/cooldown-scopes.ts";
import { isText, type MapNode, type Node, valueAt } from "../../source/node.ts";
import type { CheckContext } from "../context.ts";
import { checkKeys } from "../keys.ts";
import { checkDuration } from "../timeout.ts";
import { checkTemplate, wrongKind } from "../values/expressions.ts";

/** How often a command may be used (limits.md §4). */
export interface CheckedCooldown {
  readonly rate: number;
  readonly per: CooldownScope;
  /** Milliseconds. */
  readonly duration: number;
  readonly message: Typed | undefined;
}

const KEYS = { supported: ["rate", "per", "duration", "message"], planned: [] };

/** Checks a cooldown; a duration of 0 or less is none. */
export function checkCooldown(node: Node, context: CheckContext): CheckedCooldown | undefined {
  if (node.kind !== "map") return wrongKind(node, "a map such as `{per: user, duration: 5s}`", context);
  checkKeys(node, KEYS, "cooldown", context.diagnostics);
  const duration = checkDuration(node, "duration", context.diagnostics);
  if (valueAt(node, "duration") === undefined) {
    context.diagnostics.report("missing-field", node.span, { field: "duration", owner: "cooldown" });
  }
  const rate = checkRate(node, context);
  const per = checkScope(node, context);
  const message = checkMessage(valueAt(node, "message"), context);
  if (duration === undefined || duration <= 0) return undefined;
  return { rate, per, duration, message };
}

function checkRate(node: MapNode, context: CheckContext): number {
  const rate = valueAt(node, "rate");
  if (rate === undefined) return 1;
  const value = rate.kind === "scalar" ? rate.value : undefined;
  if (typeof value === "number" && Number.isInteger(value) && value >= 1) return value;
  return wrongKind(rate, "a whole number of uses, at least 1", context) ?? 1;
}

function checkScope(node: MapNode, context: CheckContext): CheckedCooldown["per"] {
  const per = valueAt(node, "per");
  if (per === undefined) return "user";
  const known = COOLDOWN_SCOPES.find((scope) => per.kind === "scalar" && per.value === scope);
  return known ?? wrongKind(per, `one of ${COOLDOWN_SCOPES.join(", ")}`, context) ?? "user";
}

function checkMessage(node: Node | undefined, context: CheckContext): Typed | undefined {
  if (node === undefined) return undefined;
  if (!isText(node)) return wrongKind(node, "text", context);
  const scope = context.scope.nested();
  // Whole seconds until the next use.
  scope.alias("remaining", types.number, ir.id("remaining"));
  return checkTemplate(node, { ...context, scope });
}
