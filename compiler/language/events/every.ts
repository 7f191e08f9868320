import { types } from "../../expression/types.ts";
import { baseRoots } from "../context-roots.ts";
import { defineEvent } from "../event.ts";
import { INTENTS } from "../intents.ts";

const unprivileged = Object.entries(INTENTS).filter(([, { privileged }]) => privileged !== true);

export default defineEvent({
  name: "*",
  word: "every",
  summary:
    "Anything that Discord sends the bot, or that the bot emits itself; `event.name` is Discord's name for it, such as MESSAGE_CREATE, and `data` what came with it, as it came.",
  intents: [],
  welcomeIntents: unprivileged.map(([name]) => name),
  roots: {
    ...baseRoots,
    event: { type: types.map({ name: types.string, data: types.unknown }), whole: true },
    data: { type: types.unknown },
  },
  runtime: "onEvery",
  contextType: "EveryEventContext",
  example:
    '"*":\n  when: \'event.name == "CHANNEL_CREATE"\'\n  actions:\n    - log: "${event.name}: ${data.name}"',
});
