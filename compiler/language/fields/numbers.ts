import type { CheckContext } from "../../2-check/context.ts";
import type { Typed } from "../../expression/typed.ts";
import { formatDuration } from "../../source/duration.ts";
import type { Node } from "../../source/node.ts";
import { type Field, type FieldOptions, fieldKind } from "../field.ts";
import { duration, number } from "./values.ts";

/** Between which numbers a literal has to lie, both included. */
export interface NumberRange {
  readonly minimum?: number;
  readonly maximum?: number;
  readonly whole?: boolean;
}

/** A number within bounds; one that is computed is checked when it runs. */
export function numberWithin(range: NumberRange): (summary: string, options?: FieldOptions) => Field<Typed> {
  const { minimum, maximum, whole } = range;
  const schema = {
    type: [whole === true ? "integer" : "number", "string"],
    ...(minimum !== undefined && { minimum }),
    ...(maximum !== undefined && { maximum }),
  };
  return fieldKind<Typed>(describeRange(range), schema, (node, context) => {
    const typed = number("").check(node, context);
    if (typed?.kind === "literal" && typeof typed.value === "number")
      checkWithin(typed.value, range, node, context);
    return typed;
  });
}

function checkWithin(value: number, range: NumberRange, node: Node, context: CheckContext): void {
  if (isWithin(value, range)) return;
  context.diagnostics.report("out-of-range", node.span, {
    expected: describeRange(range),
    found: String(value),
  });
}

export function isWithin(value: number, { minimum, maximum, whole }: NumberRange): boolean {
  if (whole === true && !Number.isSafeInteger(value)) return false;
  return value >= (minimum ?? Number.NEGATIVE_INFINITY) && value <= (maximum ?? Number.POSITIVE_INFINITY);
}

export function describeRange({ minimum, maximum, whole }: NumberRange): string {
  const noun = whole === true ? "whole number" : "number";
  if (minimum === undefined) return maximum === undefined ? noun : `${noun} up to ${maximum}`;
  return maximum === undefined ? `${noun} from ${minimum}` : `${noun} from ${minimum} to ${maximum}`;
}

/** A duration that Discord takes no longer than `maximum` milliseconds. */
export function durationUpTo(maximum: number): (summary: string, options?: FieldOptions) => Field<Typed> {
  const longest = formatDuration(maximum);
  return fieldKind<Typed>(`duration up to ${longest}`, { type: ["string", "number"] }, (node, context) => {
    const typed = duration("").check(node, context);
    if (typed?.kind === "literal" && Number(typed.value) > maximum) {
      const found = node.kind === "scalar" ? String(node.value) : "";
      context.diagnostics.report("out-of-range", node.span, { expected: `duration up to ${longest}`, found });
    }
    return typed;
  });
}
