import { diagnostic } from "../definition.ts";

/** FUR446x: where the log goes. */
export const loggingDiagnostics = {
  "log-output-twice": diagnostic<{ place: string }>({
    code: "FUR4460",
    severity: "error",
    message: ({ place }) => `the log goes to ${place} twice`,
    hint: () => "remove one of the outputs",
    explanation:
      "Each line goes to all of `logging.outputs`. Two outputs with one file would write over each other's lines, and two " +
      "with the same Loki or the console would say everything twice.",
    wrong: "logging:\n  outputs:\n    - type: console\n    - «type: console»\n",
    right: "logging:\n  outputs:\n    - type: console\n    - { type: file, path: ./logs/bot.log }\n",
  }),
} as const;
