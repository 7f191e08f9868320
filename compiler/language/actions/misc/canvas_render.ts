import { types } from "../../../expression/types.ts";
import { defineAction } from "../../action.ts";
import { generatorName } from "../../fields/named-things.ts";
import { values } from "../../fields/rows.ts";

export default defineAction({
  name: "canvas_render",
  category: "misc",
  summary: "Draws an image with a generator; `as` stores it for `files`.",
  fields: {
    generator: generatorName("Which one.", { required: true }),
    context: values("Values that its layers read."),
  },
  mainField: "generator",
  cost: 50,
  result: types.unknown,
  example:
    '- canvas_render:\n    generator: welcome\n    context:\n      name: "${user.username}"\n    as: image',
});
