import { ir } from "../../../3-lower/ir.ts";
import { types } from "../../../expression/types.ts";
import { defineAction } from "../../action.ts";

export default defineAction({
  name: "parallel",
  category: "flow",
  summary:
    "Starts actions at the same time and waits for all of them. When one fails the others go on, and then it fails.",
  fields: {},
  lists: {
    actions: {
      summary: "What runs, each beside the others; 50 at most.",
      required: true,
      maximum: 50,
      sideBySide: true,
      // Each runs in a function of its own, where nothing is certain of what others may set meanwhile.
      context: (_fields, context) => ({ ...context, conditional: true, present: new Set() }),
    },
  },
  mainList: "actions",
  cost: 1,
  result: types.list(types.unknown),
  example: "- parallel:\n    actions:\n      - log: one\n      - log: two",
  lower({ lists, as }, lower) {
    return lower.branching(() => {
      const branches = ir.array(lower.branches(lists["actions"], as !== undefined));
      return ir.await(ir.call(ir.runtime("parallel"), [lower.ctx, branches]));
    });
  },
});
