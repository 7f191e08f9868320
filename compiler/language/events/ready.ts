import { baseRoots } from "../context-roots.ts";
import { defineEvent } from "../event.ts";

export default defineEvent({
  name: "ready",
  summary: "The bot has connected and received its guilds.",
  gateway: "READY",
  intents: [],
  roots: baseRoots,
  runtime: "onReady",
  contextType: "ReadyContext",
  example: "ready:\n  actions:\n    - log: ready",
});
