import type { Node } from "../../source/node.ts";
import { defineSection } from "../section.ts";
import { changeItems, changeValue, expectMap, renameKeys } from "../section-forms.ts";

export default defineSection({
  name: "presence",
  summary: "The status and activity shown beside the bot's name.",
  normalise: (node, context) =>
    changeValue(normaliseStatus(expectMap("presence", node, context)), "dynamic", (dynamic) =>
      changeItems(dynamic, (item) => normaliseStatus(changeValue(item, "default", normaliseStatus))),
    ),
  merge: "replace",
  supported: true,
});

/** A status with its activity's `name` under its canonical key. */
function normaliseStatus(status: Node): Node {
  return changeValue(status, "activity", (activity) => renameKeys(activity, { name: "text" }));
}
