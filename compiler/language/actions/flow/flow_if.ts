import { ir } from "../../../3-lower/ir.ts";
import { assuming } from "../../../expression/check/index.ts";
import { defineAction } from "../../action.ts";
import { condition } from "../../fields/values.ts";

export default defineAction({
  name: "flow_if",
  category: "flow",
  summary: "Runs one of two action lists.",
  fields: { if: condition("What decides.", { required: true, aliases: ["condition"] }) },
  lists: {
    then: {
      summary: "Runs when the condition is true.",
      required: true,
      context: (fields, context) => ({
        ...context,
        conditional: true,
        present: assuming(fields.if!, context.present),
      }),
    },
    else: {
      summary: "Runs otherwise.",
      context: (_fields, context) => ({ ...context, conditional: true }),
    },
  },
  ends: ({ lists }, ends) => ends(lists["then"]) && ends(lists["else"]),
  cost: 1,
  example: '- flow_if:\n    if: "user.bot"\n    then:\n      - log: a bot\n    else:\n      - log: a person',
  lower({ fields, lists }, lower) {
    const test = lower.condition(fields.if!);
    return { inline: [ir.when(test, lower.actions(lists["then"]), lower.actions(lists["else"]))] };
  },
});
