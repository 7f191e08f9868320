import type { CheckContext } from "../../2-check/context.ts";
import { checkFields } from "../../2-check/fields.ts";
import { wrongKind } from "../../2-check/values/expressions.ts";
import { didYouMean } from "../../diagnostics/suggest.ts";
import { type Typed, typedLiteral } from "../../expression/typed.ts";
import { isText, type Node, valueAt } from "../../source/node.ts";
import { type Checked, type Fields, fieldKind } from "../field.ts";
import { listOrTemplate } from "./list-or-template.ts";
import { numberWithin } from "./numbers.ts";
import { structure } from "./shapes.ts";
import { condition, number, text } from "./values.ts";
import { word } from "./words.ts";

/** How large an image can be, in pixels. */
export const canvasSize = numberWithin({ minimum: 1, maximum: 4_096, whole: true });

const channel = numberWithin({ minimum: 0, maximum: 255 });
const channels = {
  r: channel("Red.", { required: true }),
  g: channel("Green.", { required: true }),
  b: channel("Blue.", { required: true }),
  a: numberWithin({ minimum: 0, maximum: 1 })("How opaque."),
};

/** A colour as CSS writes it, as a number, as `{r, g, b, a}`, or a template. */
export const canvasColor = fieldKind<Typed | Checked<typeof channels>>(
  "CSS colour",
  { type: ["string", "number", "object"] },
  (node, context) => {
    if (node.kind === "map") return checkFields(channels, node, "colour", node.span, context);
    if (node.kind === "scalar" && typeof node.value === "number") return typedLiteral(node.value, node.span);
    return text("").check(node, context);
  },
);

const at = {
  type: text("Its kind.", { required: true }),
  x: number("From the left, in pixels."),
  y: number("From the top, in pixels."),
  when: condition("Whether it is drawn."),
};
const size = { width: number("In pixels."), height: number("In pixels.") };
const radius = number("Of its corners, in pixels.");
const strokeFields = {
  color: canvasColor("Its colour."),
  width: number("In pixels."),
};
const stroke = structure("stroke", strokeFields);

/** The layers an image is drawn from, with what each takes (spec.md §20). */
const LAYERS: Readonly<Record<string, Fields>> = {
  image: {
    ...at,
    ...size,
    src: text("Its address.", { required: true, aliases: ["url"] }),
    opacity: numberWithin({ minimum: 0, maximum: 1 })("1 when left out."),
  },
  circle_image: {
    ...at,
    src: text("Its address.", { required: true, aliases: ["url"] }),
    radius: number("In pixels.", { required: true }),
    border: stroke("Around it."),
    border_color: canvasColor("The colour of the border."),
    border_width: number("The width of the border."),
  },
  text: {
    ...at,
    text: text("What is written.", { required: true }),
    font: text("The family."),
    size: number("In pixels; 16 when left out."),
    weight: text("How bold."),
    color: canvasColor("Its colour."),
    align: word(["left", "center", "right"])("left when left out."),
    baseline: word(["top", "middle", "bottom", "alphabetic"])("top when left out."),
    max_width: number("In pixels."),
    stroke: stroke("Around the letters."),
    stroke_color: canvasColor("The colour of the stroke."),
    stroke_width: number("The width of the stroke."),
  },
  rect: {
    ...at,
    ...size,
    color: canvasColor("Its colour.", { aliases: ["fill_color", "background_color"] }),
    radius,
    stroke: stroke("Around it."),
    stroke_color: canvasColor("The colour of the stroke."),
    stroke_width: number("The width of the stroke."),
  },
  progress_bar: {
    ...at,
    ...size,
    progress: number("How much of it is filled, from 0 to 1 or to `max`.", {
      required: true,
      aliases: ["value"],
    }),
    max: number("What counts as full."),
    background: canvasColor("Of what is not filled.", { aliases: ["background_color"] }),
    fill: canvasColor("Of what is filled.", { aliases: ["color", "fill_color"] }),
    radius,
    direction: word(["horizontal", "vertical"])("horizontal when left out."),
  },
  gradient: {
    ...at,
    ...size,
    kind: word(["linear", "radial"])("linear when left out."),
    direction: word(["horizontal", "vertical", "diagonal"])("horizontal when left out."),
    stops: listOrTemplate(
      "stop",
      structure("stop", {
        offset: numberWithin({ minimum: 0, maximum: 1 })("From 0 to 1.", { required: true }),
        color: canvasColor("The colour there.", { required: true }),
      })("").check,
    )("Its colours.", { required: true }),
    radius,
  },
};

/** A layer, its fields checked. */
export interface Layer {
  readonly type: string;
  readonly fields: Checked<Fields>;
}

function checkLayer(node: Node, context: CheckContext): Layer | undefined {
  if (node.kind !== "map") return wrongKind(node, "a layer: a map with `type`", context);
  const type = valueAt(node, "type");
  if (type === undefined || !isText(type)) {
    context.diagnostics.report("missing-field", node.span, { field: "type", owner: "layer" });
    return undefined;
  }
  const fields = Object.hasOwn(LAYERS, type.value) ? LAYERS[type.value] : undefined;
  if (fields === undefined) {
    const words = Object.keys(LAYERS);
    const suggestion = didYouMean(type.value, words);
    context.diagnostics.report("unknown-word", type.span, { found: type.value, words, suggestion });
    return undefined;
  }
  const checked = checkFields(fields, node, type.value, type.span, context);
  return checked && { type: type.value, fields: checked };
}

/** What an image is drawn from, the first at the back. */
export const layers = listOrTemplate("layer", checkLayer);
