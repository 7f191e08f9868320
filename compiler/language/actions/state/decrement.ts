import { types } from "../../../expression/types.ts";
import { defineAction } from "../../action.ts";
import { amountFields, amountOf, counted, resolveAmount } from "../../fields/amount.ts";
import { lowerChange } from "../../fields/scope.ts";

export default defineAction({
  name: "decrement",
  category: "state",
  summary: "Takes from a number, as one atomic step; what is not there counts as 0.",
  fields: amountFields,
  mainField: "var",
  cost: 1,
  result: types.number,
  example: "- decrement:\n    var: uses\n    by: 1\n    scope: guild",
  resolve: resolveAmount,
  lower({ fields, resolved }, lower) {
    const by = amountOf(fields, "decrement", lower);
    return lowerChange(resolved!, lower, {
      runtime: "decrement",
      args: by === undefined ? [] : [by],
      local: (current) => counted(resolved!, "-", current, by),
    });
  },
});
