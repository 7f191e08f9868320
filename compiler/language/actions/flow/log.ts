import { ir } from "../../../3-lower/ir.ts";
import { defineAction } from "../../action.ts";
import { choice, text, value } from "../../fields/values.ts";

export default defineAction({
  name: "log",
  category: "flow",
  summary: "Writes a line to the bot's log.",
  fields: {
    message: text("The line.", { required: true }),
    level: choice(["debug", "info", "warn", "error"])("How much it matters; `info` when left out."),
    data: value("Values printed beside the message."),
  },
  mainField: "message",
  cost: 1,
  example: '- log:\n    level: info\n    message: "${user.username} was here"',
  lower({ fields }, lower) {
    const args = [lower.ctx, ir.literal(fields.level ?? "info"), lower.text(fields.message!)];
    if (fields.data !== undefined) args.push(lower.value(fields.data));
    return { statements: [ir.statement(ir.call(ir.runtime("log"), args))] };
  },
});
