import { ir } from "../../../3-lower/ir.ts";
import { defineAction } from "../../action.ts";
import { duration } from "../../fields/values.ts";

export default defineAction({
  name: "wait",
  category: "flow",
  summary: "Waits before the next action. The time does not count against the handler's wall clock.",
  fields: { duration: duration("How long.", { required: true }) },
  mainField: "duration",
  cost: 1,
  waits: ({ duration }) => (duration?.kind === "literal" ? Number(duration.value) : 0),
  example: "- wait: 5s",
  lower({ fields }, lower) {
    const call = ir.call(ir.runtime("wait"), [lower.ctx, lower.duration(fields.duration!)]);
    return { statements: [ir.statement(ir.await(call))] };
  },
});
