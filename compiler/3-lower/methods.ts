import { identifierFor } from "../2-check/identifiers.ts";
import type { Typed } from "../expression/typed.ts";
import { mayBeNothing } from "../expression/types.ts";
import { type ArgumentKind, isNative } from "../language/method.ts";
import { containsAwait } from "./awaits.ts";
import type { ExpressionLowering } from "./expressions.ts";
import { identifiersIn } from "./ir/mentions.ts";
import { type Expression, ir } from "./ir.ts";
import { lowerType } from "./types.ts";

/** Lowers `receiver.name(…)`: JavaScript's own method where it means the same, else a runtime function. */
export function lowerMethod(typed: Typed & { kind: "method" }, lowering: ExpressionLowering): Expression {
  const { receiver, definition } = typed;
  const native = isNative(definition);
  const rest = definition.parameters.at(-1);
  const args = typed.arguments.map((argument, i) => {
    const kind = (definition.parameters[i] ?? rest)?.kind ?? "any";
    return lowerArgument(argument, kind, !native, lowering);
  });
  const code = lowering.value(receiver);
  const optional = mayBeNothing(receiver.type);
  if (native) {
    const typeArguments = definition.typeArguments?.(typed.arguments) ?? [];
    const types = typeArguments.map((each) => lowerType(each, lowering.language));
    return ir.genericCall(ir.member(code, definition.name, optional), types, args);
  }
  const apply = (value: Expression) =>
    definition.inline?.(value, args) ?? ir.call(ir.runtime(definition.runtime!), [value, ...args]);
  if (!optional) return apply(code);
  const waits = args.some((each) => containsAwait(each));
  const name = identifierFor("value", identifiersIn(args));
  const use = ir.arrow([{ name }], apply(ir.id(name)), waits);
  const call = ir.call(ir.runtime("whenPresent"), [code, use]);
  return waits ? ir.awaitRead(call) : call;
}

function lowerArgument(
  typed: Typed,
  kind: ArgumentKind,
  annotated: boolean,
  lowering: ExpressionLowering,
): Expression {
  const callback = lowering.callback(typed, annotated);
  if (callback !== undefined) return callback;
  if (typed.kind === "spread" || typed.kind === "regex") return lowering.value(typed);
  if (kind === "text" || kind === "pattern") return lowering.text(typed);
  return kind === "number" ? lowering.number(typed) : lowering.value(typed);
}

/** Lowers `Math.round(x)`, `Math.PI` and `Date.now()`. */
export function lowerBuiltIn(typed: Typed & { kind: "builtIn" }, lowering: ExpressionLowering): Expression {
  const member = ir.member(ir.id(typed.object), typed.name);
  if (typed.arguments === undefined) return member;
  const args = typed.arguments.map((argument) => {
    if (argument.kind === "spread")
      return ir.spread(ir.call(ir.runtime("numbers"), [lowering.value(argument.value)]));
    return lowering.number(argument);
  });
  return ir.call(member, args);
}
