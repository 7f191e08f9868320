import { types } from "../../../expression/types.ts";
import { defineAction } from "../../action.ts";
import { amountFields, amountOf, counted, resolveAmount } from "../../fields/amount.ts";
import { lowerChange } from "../../fields/scope.ts";

export default defineAction({
  name: "increment",
  category: "state",
  summary: "Adds to a number, as one atomic step; what is not there counts as 0.",
  fields: amountFields,
  mainField: "var",
  cost: 1,
  result: types.number,
  example: "- increment:\n    var: uses\n    by: 1\n    scope: guild",
  resolve: resolveAmount,
  lower({ fields, resolved }, lower) {
    const by = amountOf(fields, "increment", lower);
    return lowerChange(resolved!, lower, {
      runtime: "increment",
      args: by === undefined ? [] : [by],
      local: (current) => counted(resolved!, "+", current, by),
    });
  },
});
