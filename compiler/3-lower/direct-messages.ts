import type { CheckedEvent } from "../2-check/program.ts";
import type { Typed } from "../expression/typed.ts";
import { present } from "../expression/types.ts";
import { anyTyped } from "../expression/walk.ts";

/** Whether a handler asks somewhere for there to be no guild, which is so in direct messages alone. */
export function wantsDirectMessages({ when, body }: CheckedEvent): boolean {
  return anyTyped([when, body.actions], asksForNoGuild);
}

/** `!guild`, `guild == null`. */
function asksForNoGuild(typed: Typed): boolean {
  if (typed.kind === "unary") return typed.operator === "!" && isGuild(typed.operand);
  if (typed.kind !== "binary" || !EQUALITIES.has(typed.operator)) return false;
  const { left, right } = typed;
  return (isGuild(left) && isNothing(right)) || (isNothing(left) && isGuild(right));
}

const EQUALITIES: ReadonlySet<string> = new Set(["==", "==="]);

function isNothing({ type }: Typed): boolean {
  return type.kind === "nothing";
}

function isGuild({ type }: Typed): boolean {
  const value = present(type);
  return value.kind === "entity" && value.name === "guild";
}
