import { ir } from "../../../3-lower/ir.ts";
import { defineAction } from "../../action.ts";
import { eventName } from "../../fields/names.ts";
import { values } from "../../fields/rows.ts";
import { choice } from "../../fields/values.ts";

export default defineAction({
  name: "emit",
  category: "flow",
  summary:
    "Runs the handlers of an event of the bot's own, and waits for them; they pay from the same quota.",
  fields: {
    event: eventName("The event.", { required: true }),
    data: values("What the handlers read: as `data`, as `event.data`, and each value by its name."),
    scope: choice(["shard", "cluster"])(
      "Whose handlers run: those of this shard, or of every shard; all shards of a process share theirs.",
    ),
  },
  mainField: "event",
  cost: 1,
  example: "- emit:\n    event: order_paid\n    data:\n      amount: 5",
  check({ fields }, context) {
    const { event, data } = fields;
    const written = data === undefined || data.whole.kind === "map";
    const named = new Map(data?.named.map(({ name, value }) => [name, value.type]));
    context.program.emissions.note(
      event!.kind === "fixed" ? event!.name : undefined,
      written ? named : undefined,
    );
  },
  lower({ fields }, lower) {
    const { event, data } = fields;
    const name = event!.kind === "fixed" ? ir.literal(event!.name) : lower.text(event!.name);
    const args = [lower.ctx, name, ...(data === undefined ? [] : [lower.value(data.whole)])];
    return { statements: [ir.statement(ir.await(ir.call(ir.runtime("emit"), args)))] };
  },
});
