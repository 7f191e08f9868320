import { diagnostic } from "../definition.ts";

const event = (settings: string, name = "member_join") =>
  `intents: [guilds, guild_members]\nevents:\n  - event: ${name}\n${settings.replace(/^/gm, "    ")}\n    actions:\n      - log: Hello\n`;

/** FUR375x to FUR377x: when and how often handlers run, and what the bot looks like. */
export const policyDiagnostics = {
  "invalid-cron": diagnostic<{ what: string }>({
    code: "FUR3751",
    severity: "error",
    message: ({ what }) => what,
    hint: () => 'write minute, hour, day of the month, month and day of the week: "30 9 * * mon-fri"',
    explanation:
      "A cron pattern has five fields: minute (0-59), hour (0-23), day of the month (1-31), month (1-12 or jan-dec) " +
      "and day of the week (0-7 or sun-sat; 0 and 7 are Sunday). Each is `*`, a value, a range `1-5`, a step `*/15` " +
      "or `1-5/2`, or a list of those with commas.",
    wrong: event('cron: "0 «25» * * *"'),
    right: event('cron: "0 23 * * *"'),
  }),
  "duration-zero": diagnostic<{ text: string }>({
    code: "FUR3752",
    severity: "error",
    message: ({ text }) => `\`${text}\` is no time at all`,
    hint: () => "write a duration such as 5s, or remove the key",
    explanation:
      "A debounce, throttle, cooldown, timeout or interval of nothing would do nothing, or never end.",
    wrong: event("debounce: «0s»"),
    right: event("debounce: 5s"),
  }),
  "duration-too-long": diagnostic<{ text: string }>({
    code: "FUR3753",
    severity: "error",
    message: ({ text }) => `\`${text}\` is longer than a timer can wait`,
    hint: () => "write at most 24d; for longer times use `cron`",
    explanation: "Timers wait up to 24 days and 20 hours.",
    wrong: event("interval: «5w»"),
    right: event("interval: 3w"),
  }),
  "interval-too-short": diagnostic({
    code: "FUR3754",
    severity: "warning",
    message: () => "an interval is at least 1 s; this one is taken as 1s",
    hint: () => "write 1s or more",
    explanation: "A handler that ran more often would do little else, and Discord's limits would stop it.",
    wrong: event("interval: «100ms»"),
    right: event("interval: 1s"),
  }),
  "beyond-fan-out": diagnostic<{ event: string; limit: number }>({
    code: "FUR3755",
    severity: "warning",
    message: ({ event, limit }) =>
      `only the first ${limit} handlers of \`${event}\` run; this one is beyond them`,
    hint: ({ limit }) =>
      `set \`maxHandlers\` on the first of them to more than ${limit}, or join handlers into one`,
    explanation:
      "On each event at most 10 handlers of its name run, in the order of the document, unless the first " +
      "`maxHandlers` among them says otherwise. A handler that `once` has ended makes room for the next.",
    wrong:
      "events:\n  - {event: ready, maxHandlers: 1, actions: [log: one]}\n  - {event: «ready», actions: [log: two]}\n",
    right:
      "events:\n  - {event: ready, maxHandlers: 2, actions: [log: one]}\n  - {event: ready, actions: [log: two]}\n",
  }),
  "no-effect": diagnostic<{ key: string; reason: string; hint: string }>({
    code: "FUR3756",
    severity: "warning",
    message: ({ key, reason }) => `\`${key}\` has no effect here: ${reason}`,
    hint: ({ hint }) => hint,
    explanation: "The key is part of the language, but in this place nothing comes of it.",
    wrong: event("cooldown: {per: user, duration: 5s, message: «Slow down»}"),
    right: event("cooldown: {per: user, duration: 5s}"),
  }),
  "cooldown-without-id": diagnostic<{ per: string; where: string }>({
    code: "FUR3757",
    severity: "error",
    message: ({ per, where }) => `a cooldown per ${per} needs a ${per}, and ${where} has none`,
    hint: () => "write `per: global`",
    explanation: "Uses are counted by the id of a user, channel or guild, which the event has to have.",
    wrong: event("cooldown: «{per: user, duration: 5s}»", "ready"),
    right: event("cooldown: {per: global, duration: 5s}", "ready"),
  }),
  "unknown-timezone": diagnostic<{ name: string }>({
    code: "FUR3758",
    severity: "error",
    message: ({ name }) => `there is no time zone \`${name}\``,
    hint: () => "write its IANA name, such as Europe/Berlin or UTC",
    explanation: "Time zones are named as in the IANA database: continent and city.",
    wrong: "scheduler:\n  timezone: «Berlin»\n",
    right: "scheduler:\n  timezone: Europe/Berlin\n",
  }),
  "image-not-found": diagnostic<{ path: string }>({
    code: "FUR3771",
    severity: "error",
    message: ({ path }) => `there is no file \`${path}\``,
    hint: () =>
      "the path is relative to the file it is written in; or write an address that begins with https://",
    explanation: "Images of the bot's account are read when it is built and shipped beside the bundle.",
    wrong: "identity:\n  avatar: «avatar.png»\n",
    right: "identity:\n  avatar: https://example.org/avatar.png\n",
  }),
  "image-unusable": diagnostic<{ path: string; problem: string }>({
    code: "FUR3772",
    severity: "error",
    message: ({ path, problem }) => `\`${path}\` cannot be used: ${problem}`,
    hint: () => "Discord takes PNG, JPEG, GIF and WebP images of up to 10 MiB",
    explanation: "The file is there, but Discord would refuse it.",
    wrong: "identity:\n  avatar: «furlow.yaml»\n",
    right: "identity:\n  avatar: https://example.org/avatar.png\n",
  }),
} as const;
