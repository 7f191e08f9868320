import { diagnostic } from "../definition.ts";

/** FUR44xx: what goes from one process of a bot to the others. */
export const clusterDiagnostics = {
  "no-json-for-processes": diagnostic<{ what: string }>({
    code: "FUR4401",
    severity: "error",
    message: ({ what }) => `${what} cannot be sent from one process to another`,
    hint: ({ what }) =>
      what === "a date" ? "send a number or a text: `timestamp(now)`" : "send the properties that are needed",
    explanation:
      "Processes of a bot send each other JSON, which holds texts, numbers, true and false, lists and maps. A date would " +
      "arrive as a text. It is the same where all shards happen to run in one process.",
    wrong:
      'commands:\n  - name: hi\n    description: Hi\n    actions:\n      - shard_eval: {script: «now», as: times}\n      - reply: "${times}"\n',
    right:
      'commands:\n  - name: hi\n    description: Hi\n    actions:\n      - shard_eval: {script: timestamp(now), as: times}\n      - reply: "${times}"\n',
  }),
} as const;
