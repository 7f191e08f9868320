import { types } from "../../expression/types.ts";
import { baseRoots, guildRoots, optionalChannelRoots } from "../context-roots.ts";
import { definePlannedEvent } from "../planned-event.ts";

export default definePlannedEvent({
  name: "timer_fire",
  summary: "A timer has run out.",
  roots: {
    ...baseRoots,
    ...guildRoots,
    ...optionalChannelRoots,
    userId: { type: types.optional(types.string) },
    timer: {
      type: types.map({
        id: types.string,
        event: types.string,
        data: types.unknown,
        expiresAt: types.date,
      }),
    },
    data: { type: types.map({}, types.unknown) },
    event: { type: types.map({ name: types.string, data: types.unknown }) },
  },
  example: 'timer_fire:\n  when: "timer.id == \'daily\'"\n  actions:\n    - log: "${data.text}"',
});
