import { knownTruth } from "../expression/truth.ts";
import type { Typed } from "../expression/typed.ts";
import { mayBeNothing, present, type Type } from "../expression/types.ts";
import type { ExpressionLowering } from "./expressions.ts";
import { type BinaryOperator, type Expression, ir } from "./ir.ts";

type BinaryTyped = Typed & { kind: "binary" };

/** Lowers `a op b` to JavaScript's operator where that means the same, else to a helper (expressions.md §3). */
export function lowerBinary(typed: BinaryTyped, lowering: ExpressionLowering): Expression {
  const { operator, left, right } = typed;
  switch (operator) {
    case "+":
      return lowerSum(typed, lowering);
    case "-":
    case "*":
    case "/":
    case "%":
      return ir.binary(operator, numeric(left, lowering), numeric(right, lowering));
    case "^":
      return ir.binary("**", numeric(left, lowering), numeric(right, lowering));
    case "//":
      return ir.call(ir.member(ir.id("Math"), "floor"), [
        ir.binary("/", numeric(left, lowering), numeric(right, lowering)),
      ]);
    case "==":
    case "!=":
      return lowerEquality(typed, operator, lowering);
    case "===":
    case "!==":
      return lowerStrict(typed, operator, lowering);
    case "<":
    case "<=":
    case ">":
    case ">=":
      return lowerComparison(typed, operator, lowering);
    case "in":
      return ir.call(ir.runtime("isIn"), [lowering.value(left), lowering.value(right)]);
    case "??":
      return mayBeNothing(left.type) && left.kind !== "literal"
        ? ir.binary("??", lowering.value(left), lowering.value(right))
        : lowering.value(left.type.kind === "nothing" ? right : left);
    case "&&":
    case "||":
      return lowerLogical(typed, operator, lowering);
  }
}

/** Both give an operand. A left one that cannot vary decides now: TypeScript refuses to test it. */
function lowerLogical(
  { left, right }: BinaryTyped,
  operator: "&&" | "||",
  lowering: ExpressionLowering,
): Expression {
  const known = knownTruth(left);
  if (known === undefined) return ir.binary(operator, lowering.value(left), lowering.value(right));
  return lowering.value(known === (operator === "||") ? left : right);
}

function numeric(typed: Typed, lowering: ExpressionLowering): Expression {
  const code = lowering.value(typed);
  return typed.type.kind === "number" ? code : ir.call(ir.id("Number"), [code]);
}

function lowerSum({ left, right }: BinaryTyped, lowering: ExpressionLowering): Expression {
  const [a, b] = [lowering.value(left), lowering.value(right)];
  const numbers = left.type.kind === "number" && right.type.kind === "number";
  const simple = (type: Type) => ["string", "number", "boolean"].includes(type.kind);
  const texts =
    (left.type.kind === "string" || right.type.kind === "string") && simple(left.type) && simple(right.type);
  return numbers || texts ? ir.binary("+", a, b) : ir.call(ir.runtime("add"), [a, b]);
}

const COMPARABLE = ["string", "number", "boolean"];

/** Two values of one plain type, at least one of which can vary: `===` means what `==` means. */
function sameKind(left: Typed, right: Typed): boolean {
  const [a, b] = [present(left.type).kind, present(right.type).kind];
  const varies = left.kind !== "literal" || right.kind !== "literal";
  const bothMayBeNothing = left.type.kind === "optional" && right.type.kind === "optional";
  return a === b && COMPARABLE.includes(a) && varies && !bothMayBeNothing;
}

/** What TypeScript knows not to be nothing, and refuses to compare with it. */
function isWrittenOut({ kind }: Expression): boolean {
  return kind === "literal" || kind === "array" || kind === "object";
}

function lowerEquality(
  { left, right }: BinaryTyped,
  operator: "==" | "!=",
  lowering: ExpressionLowering,
): Expression {
  const [a, b] = [lowering.value(left), lowering.value(right)];
  if (sameKind(left, right)) return ir.binary(operator === "==" ? "===" : "!==", a, b);
  const nothing = (typed: Typed) => typed.kind === "literal" && typed.type.kind === "nothing";
  if (nothing(right) && !isWrittenOut(a)) return ir.binary(operator, a, ir.literal(null));
  if (nothing(left) && !isWrittenOut(b)) return ir.binary(operator, b, ir.literal(null));
  const call = ir.call(ir.runtime("looseEquals"), [a, b]);
  return operator === "==" ? call : ir.not(call);
}

function lowerStrict(
  { left, right }: BinaryTyped,
  operator: "===" | "!==",
  lowering: ExpressionLowering,
): Expression {
  const [a, b] = [lowering.value(left), lowering.value(right)];
  if (sameKind(left, right)) return ir.binary(operator, a, b);
  const call = ir.call(ir.runtime("strictEquals"), [a, b]);
  return operator === "===" ? call : ir.not(call);
}

function lowerComparison(
  { left, right }: BinaryTyped,
  operator: BinaryOperator,
  lowering: ExpressionLowering,
): Expression {
  const [a, b] = [lowering.value(left), lowering.value(right)];
  const kinds = ["number", "string", "date"];
  if (left.type.kind === right.type.kind && kinds.includes(left.type.kind)) return ir.binary(operator, a, b);
  return ir.call(ir.runtime("compare"), [a, ir.literal(operator), b]);
}
