import { fromElsewhere } from "../../../2-check/elsewhere.ts";
import { notJson } from "../../../2-check/json.ts";
import { present } from "../../../3-lower/context.ts";
import { ir } from "../../../3-lower/ir.ts";
import { keepTimers } from "../../../3-lower/timers.ts";
import { NO_POSITION } from "../../../diagnostics/diagnostics.ts";
import { defineAction } from "../../action.ts";
import { eventContext } from "../../contexts.ts";
import timerFire from "../../events/timer_fire.ts";
import { eventName } from "../../fields/names.ts";
import { values } from "../../fields/rows.ts";
import { duration, text } from "../../fields/values.ts";

export default defineAction({
  name: "create_timer",
  category: "misc",
  summary:
    "Runs the handlers of an event after a while, also when the bot was restarted meanwhile; then those of `timer_fire`.",
  fields: {
    id: text("Its name; a timer with the same name is replaced.", { required: true }),
    duration: duration("After how long.", { required: true }),
    event: eventName("The event; only `timer_fire` when left out."),
    data: values("What the handlers read: as `data`, as `event.data`, and each value by its name."),
  },
  cost: 1,
  emits: { context: eventContext(timerFire), events: [timerFire.name] },
  example:
    '- create_timer:\n    id: "reminder_${user.id}"\n    duration: 1h\n    event: reminder\n    data:\n      text: Drink water',
  check({ fields: { event, data } }, { program, language, diagnostics }) {
    const written = data === undefined || data.whole.kind === "map";
    const named = written
      ? new Map(data?.named.map(({ name, value }) => [name, fromElsewhere(value.type, program)]))
      : undefined;
    if (event !== undefined) program.emissions.note(event.kind === "fixed" ? event.name : undefined, named);
    program.emissions.note(timerFire.name, named);
    if (data === undefined) return;
    for (const { type, span } of written ? data.named.map(({ value }) => value) : [data.whole]) {
      const what = notJson(type, language);
      if (what !== undefined) diagnostics.report("no-json-for-timers", span ?? NO_POSITION, { what });
    }
  },
  lower({ fields: { id, duration, event, data }, nameSpan }, lower) {
    keepTimers(lower, nameSpan);
    const options = present({
      event: event && (event.kind === "fixed" ? ir.literal(event.name) : lower.text(event.name)),
      data: data && lower.value(data.whole),
    });
    const args = [lower.ctx, lower.text(id!), lower.duration(duration!)];
    const call = ir.call(
      ir.runtime("createTimer"),
      options.length === 0 ? args : [...args, ir.object(options)],
    );
    return { statements: [ir.statement(ir.await(call))] };
  },
});
