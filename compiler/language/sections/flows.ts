import { type Node, synthetic } from "../../source/node.ts";
import { handlerList } from "../handler-forms.ts";
import { defineSection } from "../section.ts";
import { changeItems, changeValue, renameKeys } from "../section-forms.ts";

const FLOW_FIELDS: ReadonlySet<string> = new Set([
  "name",
  "description",
  "parameters",
  "params",
  "actions",
  "returns",
  "when",
  "cache",
]);

export default defineSection({
  name: "flows",
  summary: "Named lists of actions that others call with arguments.",
  normalise: (node, context) =>
    handlerList(
      node,
      {
        section: "flows",
        nameField: "name",
        fields: FLOW_FIELDS,
        several: false,
        normaliseHandler: normaliseFlow,
      },
      context,
    ),
  merge: "concat",
  supported: true,
});

function normaliseFlow(flow: Node): Node {
  return changeValue(renameKeys(flow, { params: "parameters" }), "parameters", (parameters) =>
    changeItems(parameters, (parameter) =>
      parameter.kind === "scalar" && parameter.value !== null
        ? synthetic.map([["name", parameter]], parameter.span)
        : parameter,
    ),
  );
}
