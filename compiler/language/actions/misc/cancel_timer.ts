import { ir } from "../../../3-lower/ir.ts";
import { keepTimers } from "../../../3-lower/timers.ts";
import { defineAction } from "../../action.ts";
import { text } from "../../fields/values.ts";

export default defineAction({
  name: "cancel_timer",
  category: "misc",
  summary: "Takes a timer back; nothing when there is none of that name.",
  fields: { id: text("Its name.", { required: true }) },
  mainField: "id",
  cost: 1,
  example: '- cancel_timer: "reminder_${user.id}"',
  lower({ fields: { id }, nameSpan }, lower) {
    keepTimers(lower, nameSpan);
    const call = ir.call(ir.runtime("cancelTimer"), [lower.ctx, lower.text(id!)]);
    return { statements: [ir.statement(ir.await(call))] };
  },
});
