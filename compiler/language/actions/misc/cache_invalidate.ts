import { fitsSomeKey, keyBeginnings, patternOf } from "../../../2-check/cache/key-forms.ts";
import { ir } from "../../../3-lower/ir.ts";
import { types } from "../../../expression/types.ts";
import { defineAction } from "../../action.ts";
import { text } from "../../fields/values.ts";

export default defineAction({
  name: "cache_invalidate",
  category: "misc",
  summary:
    "Drops what is cached under the keys of a pattern, in every process, and gives how many entries there were.",
  fields: { pattern: text("The keys; `*` stands for any characters.", { required: true }) },
  mainField: "pattern",
  cost: 1,
  result: types.number,
  example: '- cache_invalidate:\n    pattern: "user:*"\n    as: dropped',
  check({ fields }, { program, diagnostics }) {
    const pattern = patternOf(fields.pattern);
    const { span } = fields.pattern!;
    if (pattern === undefined || span === undefined || fitsSomeKey(pattern, program.flows)) return;
    const beginnings = keyBeginnings(program.flows);
    diagnostics.report("pattern-without-keys", span, { pattern, beginnings });
  },
  lower({ fields }, lower) {
    const args = [lower.ctx, lower.text(fields.pattern!)];
    return { value: ir.await(ir.call(ir.runtime("cacheInvalidate"), args)) };
  },
});
