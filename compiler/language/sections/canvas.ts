import type { CheckContext } from "../../2-check/context.ts";
import { rootVariables } from "../../2-check/scope.ts";
import { wrongKind } from "../../2-check/values/expressions.ts";
import { types } from "../../expression/types.ts";
import type { Node, ScalarNode } from "../../source/node.ts";
import { interactionRoots } from "../context-roots.ts";
import { canvasColor, canvasSize, layers } from "../fields/canvas.ts";
import { structure } from "../fields/shapes.ts";
import { mapOf } from "../fields/structures.ts";
import { boolean, text } from "../fields/values.ts";
import { defineSection } from "../section.ts";
import { expectMap } from "../section-forms.ts";
import { union, unionWith } from "../section-merge.ts";

const generator = structure("generator", {
  name: text("A name for people."),
  width: canvasSize("In pixels.", { required: true }),
  height: canvasSize("In pixels.", { required: true }),
  background: canvasColor("What is behind the layers."),
  layers: layers("What is drawn, in that order."),
})("");

/** A generator reads what the action gives it, and what is there where the action runs. */
function checkGenerator(node: Node, context: CheckContext, key: ScalarNode) {
  const scope = context.scope.nested();
  for (const [name, { type, code }] of rootVariables(interactionRoots))
    scope.alias(name, types.optional(type), code);
  for (const name of context.program.declared.generators.get(String(key.value)) ?? [])
    scope.define(name, types.unknown);
  if (node.kind !== "map")
    return wrongKind(node, "a generator: a map with width, height and layers", context);
  return generator.check(node, { ...context, scope });
}

export default defineSection({
  name: "canvas",
  summary: "Pictures the bot draws.",
  normalise: (node, context) => expectMap("canvas", node, context),
  merge: unionWith({ generators: union, fonts: union }),
  fields: {
    enabled: boolean("Whether pictures can be drawn."),
    fonts: mapOf("font file", text("").check)("Files of fonts, by family."),
    fonts_dir: text("A folder of fonts."),
    generators: mapOf("generator", checkGenerator)("Pictures by name."),
  },
  supported: false,
});
