import { diagnostic } from "../definition.ts";

/** FUR441x: timers, and what runs on schedule. */
export const timerDiagnostics = {
  "no-json-for-timers": diagnostic<{ what: string }>({
    code: "FUR4410",
    severity: "error",
    message: ({ what }) => `a timer cannot keep ${what}`,
    hint: ({ what }) =>
      what === "a date" ? "keep a number or a text: `timestamp(now)`" : "keep the properties that are needed",
    explanation:
      "What a timer carries is stored as JSON until it fires: texts, numbers, true and false, lists and maps. A date " +
      "would come back as a text.",
    wrong:
      "commands:\n  - name: hi\n    description: Hi\n    actions:\n      - create_timer: {id: a, duration: 1h, data: {since: '${«now»}'}}\nstate: {storage: {type: sqlite}}\n",
    right:
      "commands:\n  - name: hi\n    description: Hi\n    actions:\n      - create_timer: {id: a, duration: 1h, data: {since: '${timestamp(now)}'}}\nstate: {storage: {type: sqlite}}\n",
  }),
  "timers-in-memory": diagnostic<Record<never, never>>({
    code: "FUR4411",
    severity: "warning",
    message: () => "timers end with the process: state is kept in memory",
    hint: () => "set `state.storage.type` to sqlite, redis or postgres in furlow.config.yaml",
    explanation:
      "Timers are kept where the state is. In memory they fire as long as the process runs that created them; a " +
      "restart, or another process, knows nothing of them.",
    wrong:
      "commands:\n  - name: hi\n    description: Hi\n    actions:\n      - «create_timer»: {id: a, duration: 1h}\n",
    right:
      "commands:\n  - name: hi\n    description: Hi\n    actions:\n      - create_timer: {id: a, duration: 1h}\nstate: {storage: {type: sqlite}}\n",
  }),
  "invalid-window": diagnostic<{ text: string; problem: string }>({
    code: "FUR4412",
    severity: "error",
    message: ({ text, problem }) => `\`${text}\` are no hours of the day: ${problem}`,
    hint: () => 'write when it opens and closes: "02:00-06:00", or "22:00-06:00" over midnight',
    explanation:
      "A job with a window runs within those hours only, in the time zone of its schedule. What is due outside of them " +
      "runs once when they begin. A window that ends before it begins lasts until the next day.",
    wrong:
      'scheduler:\n  jobs:\n    - {name: tidy, cron: "0 * * * *", window: «2-6», actions: [log: tidy]}\n',
    right:
      'scheduler:\n  jobs:\n    - {name: tidy, cron: "0 * * * *", window: "02:00-06:00", actions: [log: tidy]}\n',
  }),
} as const;
