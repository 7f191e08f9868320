import { ir } from "../../../3-lower/ir.ts";
import { defineAction } from "../../action.ts";
import { caseList } from "../../fields/cases.ts";
import { expression } from "../../fields/values.ts";

export default defineAction({
  name: "flow_switch",
  category: "flow",
  summary: "Runs the actions of the case that a value names.",
  fields: {
    value: expression("What decides, compared as text.", { required: true }),
    cases: caseList("What runs for which text.", { required: true }),
  },
  lists: {
    default: {
      summary: "Runs when no case is for the value.",
      context: (_fields, context) => ({ ...context, conditional: true }),
    },
  },
  ends: ({ fields, lists }, ends) =>
    ends(lists["default"]) && (fields.cases ?? []).every(({ body }) => ends(body)),
  cost: 1,
  example:
    '- flow_switch:\n    value: "${user.username}"\n    cases:\n      ann:\n        - log: Ann\n      ben:\n        - log: Ben\n    default:\n      - log: someone else',
  lower({ fields, lists }, lower) {
    const value = lower.text(fields.value!);
    // TypeScript refuses to compare a text that is written out with another.
    const varying = value.kind === "literal" ? ir.call(ir.runtime("text"), [value]) : value;
    const cases = fields.cases!.map(({ match, body }) => ({
      match: lower.text(match),
      body: lower.actions(body),
    }));
    const otherwise =
      lists["default"] === undefined ? [] : [{ match: undefined, body: lower.actions(lists["default"]) }];
    return { inline: [ir.choose(varying, [...cases, ...otherwise])] };
  },
});
