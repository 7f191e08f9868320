import { type Node, synthetic } from "../../source/node.ts";
import { defineSection } from "../section.ts";
import { expectMap } from "../section-forms.ts";

export default defineSection({
  name: "intents",
  summary: "Which kinds of events Discord sends the bot.",
  normalise: (node, context): Node =>
    node.kind === "list"
      ? synthetic.map([["explicit", node]], node.span)
      : expectMap("intents", node, context),
  merge: "replace",
  supported: true,
});
