import { types } from "../../../expression/types.ts";
import { defineAction } from "../../action.ts";
import { canvasColor, canvasSize, layers } from "../../fields/canvas.ts";
import { numberWithin } from "../../fields/numbers.ts";
import { word } from "../../fields/words.ts";

export default defineAction({
  name: "render_layers",
  category: "misc",
  summary: "Draws an image from layers; `as` stores it for `files`.",
  fields: {
    width: canvasSize("In pixels.", { required: true }),
    height: canvasSize("In pixels.", { required: true }),
    background: canvasColor("What is behind the layers."),
    layers: layers("What is drawn, in that order.", { required: true }),
    format: word(["png", "jpeg"])("The format; png when left out."),
    quality: numberWithin({ minimum: 0, maximum: 1 })("Of a JPEG; 0.9 when left out."),
  },
  cost: 50,
  result: types.unknown,
  example:
    '- render_layers:\n    width: 400\n    height: 100\n    layers:\n      - {type: text, x: 10, y: 10, text: "Hello ${user.username}"}\n    as: image',
});
