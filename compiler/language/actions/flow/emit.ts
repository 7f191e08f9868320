import { fromElsewhere } from "../../../2-check/elsewhere.ts";
import { notJson } from "../../../2-check/json.ts";
import { ir } from "../../../3-lower/ir.ts";
import { NO_POSITION } from "../../../diagnostics/diagnostics.ts";
import type { Type } from "../../../expression/types.ts";
import { defineAction } from "../../action.ts";
import { EVERYWHERE } from "../../field-kinds.ts";
import { eventName, eventScope } from "../../fields/names.ts";
import { values } from "../../fields/rows.ts";

export default defineAction({
  name: "emit",
  category: "flow",
  summary:
    "Runs the handlers of an event of the bot's own, and waits for those of this process; they pay from the same quota.",
  fields: {
    event: eventName("The event.", { required: true }),
    data: values("What the handlers read: as `data`, as `event.data`, and each value by its name."),
    scope: eventScope(
      "Where the handlers run: `shard`, here and in the context of who emits it; or `cluster`, once in every process, " +
        "where they have nothing of who emits it but the data.",
    ),
  },
  mainField: "event",
  cost: 1,
  example: "- emit:\n    event: order_paid\n    data:\n      amount: 5",
  check({ fields }, context) {
    const { event, data, scope } = fields;
    const written = data === undefined || data.whole.kind === "map";
    const sent = (type: Type) => (scope === EVERYWHERE ? fromElsewhere(type, context.program) : type);
    const named = new Map(data?.named.map(({ name, value }) => [name, sent(value.type)]));
    context.program.emissions.note(
      event!.kind === "fixed" ? event!.name : undefined,
      written ? named : undefined,
    );
    if (scope !== EVERYWHERE || data === undefined) return;
    const values = written ? data.named.map(({ value }) => value) : [data.whole];
    for (const { type, span } of values) {
      const what = notJson(type, context.language);
      if (what !== undefined)
        context.diagnostics.report("no-json-for-processes", span ?? NO_POSITION, { what });
    }
  },
  lower({ fields }, lower) {
    const { event, data, scope } = fields;
    const name = event!.kind === "fixed" ? ir.literal(event!.name) : lower.text(event!.name);
    const args = [lower.ctx, name, ...(data === undefined ? [] : [lower.value(data.whole)])];
    return {
      statements: [
        ir.statement(ir.await(ir.call(ir.runtime(scope === EVERYWHERE ? "emitEverywhere" : "emit"), args))),
      ],
    };
  },
});
