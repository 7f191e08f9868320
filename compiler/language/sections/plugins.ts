import { wrongKind } from "../../2-check/values/expressions.ts";
import { isText } from "../../source/node.ts";
import { defineSection } from "../section.ts";

export default defineSection({
  name: "plugins",
  summary: "TypeScript modules that add to the language.",
  merge: "concat",
  check(node, context) {
    const items = node.kind === "list" ? node.items : [node];
    for (const item of items) if (!isText(item)) wrongKind(item, "the path of a module", context);
  },
  supported: false,
});
