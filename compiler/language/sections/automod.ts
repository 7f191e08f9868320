import { type Node, synthetic } from "../../source/node.ts";
import { defineSection } from "../section.ts";
import { changeItems, changeValue, expectMap, renameKeys, withActionList } from "../section-forms.ts";
import { concat, unionWith } from "../section-merge.ts";

export default defineSection({
  name: "automod",
  summary: "Rules that watch messages and act on them.",
  normalise: (node, context) => {
    const automod =
      node.kind === "list"
        ? synthetic.map([["rules", node]], node.span)
        : expectMap("automod", node, context);
    return changeValue(automod, "rules", (rules) => changeItems(rules, normaliseRule));
  },
  merge: unionWith({ rules: concat }),
  supported: false,
});

function normaliseRule(rule: Node): Node {
  const named = withActionList(renameKeys(rule, { triggers: "trigger" }));
  return changeValue(named, "escalation", withActionList);
}
