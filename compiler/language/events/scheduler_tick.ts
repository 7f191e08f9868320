import { baseRoots } from "../context-roots.ts";
import { defineEvent } from "../event.ts";

export default defineEvent({
  name: "scheduler_tick",
  summary: "A minute has passed.",
  intents: [],
  roots: { ...baseRoots },
  runtime: "onSchedulerTick",
  contextType: "SchedulerTickContext",
  example: "scheduler_tick:\n  actions:\n    - log: tick",
});
