import type { CheckContext } from "../../2-check/context.ts";
import { wrongKind } from "../../2-check/values/expressions.ts";
import type { Node } from "../../source/node.ts";
import { mapOf } from "../fields/structures.ts";
import { text } from "../fields/values.ts";
import { defineSection } from "../section.ts";

/** Texts by key, nested as deep as one likes. */
function checkTexts(node: Node, context: CheckContext): true | undefined {
  if (node.kind === "list") return wrongKind(node, "texts under keys", context);
  if (node.kind === "map") for (const { value } of node.entries) checkTexts(value, context);
  return true;
}

export default defineSection({
  name: "locale",
  summary: "Texts in several languages.",
  merge: "replace",
  fields: {
    default: text("The language where none is asked for."),
    fallback: text("The language whose texts stand in for those another does not have."),
    locales: mapOf("text by key", checkTexts)("The texts, by language and key."),
    directory: text("A folder with a file for each language."),
  },
  supported: false,
});
