import { ir } from "../../../3-lower/ir.ts";
import { types } from "../../../expression/types.ts";
import { defineAction } from "../../action.ts";
import { text } from "../../fields/values.ts";

export default defineAction({
  name: "cache_invalidate",
  category: "misc",
  summary:
    "Drops what this process has cached under keys of a pattern, and gives how many entries that were.",
  fields: { pattern: text("The keys; `*` stands for any characters.", { required: true }) },
  mainField: "pattern",
  cost: 1,
  result: types.number,
  example: '- cache_invalidate:\n    pattern: "user:*"\n    as: dropped',
  lower({ fields }, lower) {
    const args = [lower.ctx, lower.text(fields.pattern!)];
    return { value: ir.await(ir.call(ir.runtime("cacheInvalidate"), args)) };
  },
});
