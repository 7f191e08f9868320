import { defineAction } from "../../action.ts";
import { eventName } from "../../fields/names.ts";
import { values } from "../../fields/rows.ts";
import { duration, text } from "../../fields/values.ts";

export default defineAction({
  name: "create_timer",
  category: "misc",
  summary: "Runs the handlers of an event after a while, also when the bot was restarted meanwhile.",
  fields: {
    id: text("Its name; a timer with the same name is replaced.", { required: true }),
    duration: duration("After how long.", { required: true }),
    event: eventName("The event; `timer_fire` when left out."),
    data: values("What the handlers get."),
  },
  cost: 1,
  example:
    '- create_timer:\n    id: "reminder_${user.id}"\n    duration: 1h\n    event: reminder\n    data:\n      text: Drink water',
  check({ fields: { event, data } }, context) {
    if (event === undefined) return;
    const written = data === undefined || data.whole.kind === "map";
    const named = new Map(data?.named.map(({ name, value }) => [name, value.type]));
    const name = event.kind === "fixed" ? event.name : undefined;
    context.program.emissions.note(name, written ? named : undefined);
  },
});
