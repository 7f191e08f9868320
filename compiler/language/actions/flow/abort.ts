import { ir } from "../../../3-lower/ir.ts";
import { defineAction } from "../../action.ts";
import { text } from "../../fields/values.ts";

export default defineAction({
  name: "abort",
  category: "flow",
  summary:
    "Ends the flow and everything that called it, up to a `try` that catches it; a handler ends silently.",
  fields: { reason: text("Why: what a `catch` reads as the message.") },
  mainField: "reason",
  cost: 1,
  ends: true,
  example: '- abort:\n    reason: "nothing to do"\n    when: "!member"',
  lower({ fields }, lower) {
    // Where nobody hears of it, the handler is simply over.
    if (!lower.abortIsHeard) return { inline: [ir.return()] };
    const args = fields.reason === undefined ? [lower.ctx] : [lower.ctx, lower.text(fields.reason)];
    return { statements: [ir.throw(ir.call(ir.runtime("aborted"), args))] };
  },
});
