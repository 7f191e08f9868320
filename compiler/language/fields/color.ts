import { COLORS, parseColor, rgb } from "../../../runtime-lib/messages/color.ts";
import type { CheckContext } from "../../2-check/context.ts";
import { checkFields } from "../../2-check/fields.ts";
import { checkTemplate, wrongKind } from "../../2-check/values/expressions.ts";
import type { LowerContext } from "../../3-lower/context.ts";
import { type Expression, ir } from "../../3-lower/ir.ts";
import { didYouMean } from "../../diagnostics/suggest.ts";
import { isTemplate } from "../../expression/parse/template.ts";
import type { Typed } from "../../expression/typed.ts";
import { isText, type MapNode, type Node } from "../../source/node.ts";
import { type Checked, fieldKind } from "../field.ts";
import { number } from "./values.ts";

/** The largest colour Discord takes. */
const WHITE = 0xffffff;

const rgbFields = {
  r: number("Red, 0 to 255.", { required: true }),
  g: number("Green, 0 to 255.", { required: true }),
  b: number("Blue, 0 to 255.", { required: true }),
};

/** A colour: fixed, computed, or of parts that are. */
export type Color = number | Typed | { readonly kind: "rgb"; readonly parts: Checked<typeof rgbFields> };

/** A colour: `#rrggbb`, a number, `{r, g, b}`, a name of the theme or a common one, or a template. */
export const color = fieldKind<Color>("colour", { type: ["string", "number", "object"] }, (node, context) => {
  if (node.kind === "scalar" && typeof node.value === "number") return numeric(node.value, node, context);
  if (node.kind === "map") return ofParts(node, context);
  if (!isText(node)) return wrongKind(node, 'a colour such as "#5865F2"', context);
  const typed = isTemplate(node.value) ? checkTemplate(node, context) : undefined;
  if (typed !== undefined && typed.kind !== "literal") return typed;
  if (typeof typed?.value === "number") return numeric(typed.value, node, context);
  const written = typed === undefined ? node.value : String(typed.value ?? "");
  const themed = context.program.theme.color(written);
  const literal = themed ?? parseColor(written) ?? (/^\d+$/.test(written) ? Number(written) : undefined);
  if (literal !== undefined) return literal;
  const known = [...context.program.theme.names(), ...Object.keys(COLORS)];
  context.diagnostics.report("unknown-color", node.span, {
    text: written,
    suggestion: didYouMean(written, known),
  });
  return undefined;
});

function numeric(value: number, node: Node, context: CheckContext): number | undefined {
  if (Number.isInteger(value) && value >= 0 && value <= WHITE) return value;
  context.diagnostics.report("unknown-color", node.span, { text: String(value), suggestion: undefined });
  return undefined;
}

function ofParts(node: MapNode, context: CheckContext): Color | undefined {
  const parts = checkFields(rgbFields, node, "colour", node.span, context);
  if (parts === undefined) return undefined;
  const fixed = [parts.r, parts.g, parts.b].map((part) =>
    part?.kind === "literal" ? Number(part.value) : Number.NaN,
  );
  if (fixed.some(Number.isNaN)) return { kind: "rgb", parts };
  return rgb(fixed[0]!, fixed[1]!, fixed[2]!);
}

/** A colour as a number in generated code. */
export function lowerColor(value: Color, lower: LowerContext): Expression {
  if (typeof value === "number") return ir.hex(value);
  if (value.kind === "rgb") {
    const { r, g, b } = value.parts;
    return ir.call(ir.runtime("rgb"), [lower.number(r!), lower.number(g!), lower.number(b!)]);
  }
  const palette = lower.palette();
  const args = palette === undefined ? [lower.value(value)] : [lower.value(value), palette];
  return ir.call(ir.runtime("color"), args);
}
