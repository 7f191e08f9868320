import { diagnostic } from "../definition.ts";

/** FUR37xx: events. */
export const eventDiagnostics = {
  "event-never-emitted": diagnostic<{ name: string; instead: string | undefined }>({
    code: "FUR3701",
    severity: "error",
    message: ({ name }) => `\`${name}\` never happens: a handler of it would never run`,
    hint: ({ instead }) => instead ?? "remove the handler",
    explanation:
      "The language's list of event names has some that nothing emits. Handlers under them have never run, so " +
      "they are refused instead of being compiled to nothing.",
    wrong: "events:\n  - event: «guild_available»\n    actions: []\n",
    right: "events:\n  - event: ready\n    actions: []\n",
  }),
} as const;
