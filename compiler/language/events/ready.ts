import { baseRoots } from "../context-roots.ts";
import { defineEvent } from "../event.ts";

export default defineEvent({
  name: "ready",
  summary: "The bot has connected and received its guilds; also when a new session starts.",
  gateway: "READY",
  order: 1,
  intents: [],
  roots: { ...baseRoots },
  runtime: "onReady",
  contextType: "ReadyContext",
  example: "ready:\n  actions:\n    - log: ready",
});
