import { diagnostic } from "../definition.ts";

const command = (actions: string) =>
  `commands:\n  - name: hi\n    description: Hi\n    actions:\n${actions.replace(/^/gm, "      ")}\n`;

/** FUR3xxx: structure, actions, flows, state. */
export const checkDiagnostics = {
  "wrong-kind": diagnostic<{ expected: string; found: string }>({
    code: "FUR3001",
    severity: "error",
    message: ({ expected, found }) => `expected ${expected}, found ${found}`,
    explanation: "The value here is of a kind that this key does not take.",
    wrong: command("- log:\n    message: «[1, 2]»"),
    right: command("- log:\n    message: one, two"),
  }),
  "not-supported": diagnostic<{ what: string }>({
    code: "FUR3002",
    severity: "error",
    message: ({ what }) => `${what} is not supported yet`,
    hint: () => "this is part of the language and will come; until then, leave it out",
    explanation:
      "The language has this, but this version of the compiler does not implement it. It is refused rather " +
      "than ignored, so that a bot never does less than its document says.",
    wrong: command('- «kick»:\n    user: "112233445566778899"'),
    right: command("- log: would kick"),
  }),
  "missing-field": diagnostic<{ field: string; owner: string }>({
    code: "FUR3003",
    severity: "error",
    message: ({ field, owner }) => `\`${owner}\` needs \`${field}\``,
    hint: ({ field }) => `add \`${field}:\``,
    explanation: "Some keys are required; without them there is nothing sensible to do.",
    wrong: command("- «log»:\n    level: info"),
    right: command("- log:\n    message: Hello\n    level: info"),
  }),
  "unknown-field": diagnostic<{ name: string; owner: string; suggestion: string | undefined }>({
    code: "FUR3004",
    severity: "warning",
    message: ({ name, owner }) => `\`${owner}\` has no \`${name}\`, so this does nothing`,
    hint: ({ suggestion }) => suggestion ?? "remove it",
    explanation:
      "The key is not one of those that this part of the document takes. Other implementations accept any key " +
      "and ignore it; so it is only warned about.",
    wrong: command("- log:\n    message: Hello\n    «levl»: info"),
    right: command("- log:\n    message: Hello\n    level: info"),
  }),
  "unknown-action": diagnostic<{ name: string; suggestion: string | undefined }>({
    code: "FUR3101",
    severity: "error",
    message: ({ name }) => `there is no action named \`${name}\``,
    hint: ({ suggestion }) => suggestion,
    explanation: "An action is written `- name: parameters`. The reference lists all of them.",
    wrong: command("- «replay»: Hello"),
    right: command("- reply: Hello"),
  }),
  "too-many-actions": diagnostic<{ limit: number }>({
    code: "FUR3102",
    severity: "error",
    message: ({ limit }) => `a list holds at most ${limit} actions`,
    hint: () => "move part of them into a flow and call it",
    explanation: "The limit keeps a handler within its quota; see the limits of the language.",
    fixture: "too-many-actions",
  }),
  "unreachable-action": diagnostic<{ after: string }>({
    code: "FUR3103",
    severity: "warning",
    message: ({ after }) => `this never runs: \`${after}\` before it ends the list`,
    hint: ({ after }) => `give \`${after}\` a \`when\`, or remove what follows`,
    explanation:
      "Nothing that stands behind an unconditional `return` in the same list can run, nor behind a choice of which " +
      "every branch ends so.",
    wrong: command("- return: 1\n- «log: never»"),
    right: command('- return:\n    value: 1\n    when: "member"\n- log: sometimes'),
  }),
  "parameter-beside-action": diagnostic<{ parameter: string; action: string }>({
    code: "FUR3104",
    severity: "warning",
    message: ({ parameter, action }) => `\`${parameter}\` stands beside \`${action}\` instead of inside it`,
    hint: ({ action }) => `indent it, so that it belongs to \`${action}\``,
    explanation: "It is taken as a parameter all the same; other implementations drop it silently.",
    wrong: command("- log: Hello\n  «level»: info"),
    right: command("- log:\n    message: Hello\n    level: info"),
  }),
  "nested-action-name": diagnostic<{ action: string }>({
    code: "FUR3105",
    severity: "error",
    message: ({ action }) => `\`action\` inside \`${action}\` would name a second action`,
    hint: () => "write either `- name: {…}` or `- action: name`, not both",
    explanation: "An action has one name, given as the key or as the value of `action`.",
    wrong: command("- log:\n    «action»: reply\n    message: Hello"),
    right: command("- action: log\n  message: Hello"),
  }),
  "no-result": diagnostic<{ action: string }>({
    code: "FUR3106",
    severity: "error",
    message: ({ action }) => `\`${action}\` has no result that \`as\` could store`,
    hint: () => "remove `as`",
    explanation: "`as` stores the result of an action in a variable; this action gives none.",
    wrong: command("- log: Hello\n- wait:\n    duration: 1s\n    «as»: x"),
    right: command("- log: Hello\n- wait: 1s"),
  }),
  "invalid-duration": diagnostic<{ text: string }>({
    code: "FUR3107",
    severity: "error",
    message: ({ text }) => `\`${text}\` is not a duration`,
    hint: () => "write for example 500ms, 30s, 5m, 1h30m, 1d or 2w; a bare number is milliseconds",
    explanation: "Durations are numbers with the units ms, s, m, h, d and w, one after another.",
    wrong: command("- wait: «2 secs»"),
    right: command("- wait: 2s"),
  }),
  "unknown-condition-key": diagnostic<{ key: string }>({
    code: "FUR3108",
    severity: "error",
    message: ({ key }) => `a condition has no \`${key}\``,
    hint: () => "use expr, all, any, not, eq, ne, gt, gte, lt, lte, in or match",
    explanation: "A condition given as a map takes a fixed set of keys.",
    wrong: command("- log:\n    message: Hello\n    when:\n      «equals»: [1, 1]"),
    right: command("- log:\n    message: Hello\n    when:\n      eq: [user.id, '1']"),
  }),
  "pattern-never-matches": diagnostic<{ pattern: string }>({
    code: "FUR3110",
    severity: "warning",
    message: ({ pattern }) => `\`${pattern}\` is no regular expression that can be run, and matches nothing`,
    hint: () => "check its brackets and ranges; look-around and back-references do not exist",
    explanation:
      "Regular expressions run in linear time, whatever the text: what would need more is left out of their language. One that is invalid or longer than 500 characters never matches.",
    wrong: command("- log:\n    message: Hello\n    when:\n      match: [user.username, «'(a+)+('»]"),
    right: command("- log:\n    message: Hello\n    when:\n      match: [user.username, '^(a+)+$']"),
  }),
  "compared-by-spelling": diagnostic<{ key: string; value: string }>({
    code: "FUR3111",
    severity: "warning",
    message: ({ key, value }) => `\`${key}\` compares sizes, and \`${value}\` is no number`,
    hint: () => "write a number or a date; a value that is read needs `${…}`",
    explanation: "The second value is taken as it is written, so that names in it are text.",
    wrong: command("- log:\n    message: Hello\n    when:\n      gt: [guild_count, «many»]"),
    right: command("- log:\n    message: Hello\n    when:\n      gt: [guild_count, 3]"),
  }),
  "invalid-variable-name": diagnostic<{ name: string }>({
    code: "FUR3109",
    severity: "error",
    message: ({ name }) => `\`${name}\` cannot be the name of a variable`,
    hint: () => "use letters, digits and _",
    explanation:
      "A variable is read by its name in expressions, so the name must be one that they can write.",
    wrong: command('- set:\n    key: «"my page"»\n    value: 1'),
    right: command("- set:\n    key: my_page\n    value: 1"),
  }),
  "unknown-flow": diagnostic<{ name: string; suggestion: string | undefined }>({
    code: "FUR3201",
    severity: "error",
    message: ({ name }) => `there is no flow named \`${name}\``,
    hint: ({ suggestion }) => suggestion ?? "declare it under `flows:`",
    explanation: "`call_flow` runs a flow of the same document, its imports included.",
    wrong: `${command("- call_flow: «greet»")}`,
    right: `${command("- call_flow: greet")}flows:\n  greet:\n    actions:\n      - reply: Hello\n`,
  }),
  "missing-argument": diagnostic<{ flow: string; parameter: string }>({
    code: "FUR3202",
    severity: "error",
    message: ({ flow, parameter }) => `\`${flow}\` needs the argument \`${parameter}\``,
    hint: ({ parameter }) => `add \`${parameter}:\` under \`args:\``,
    explanation: "A parameter declared `required: true` must be given by every call.",
    wrong: `${command("- «call_flow»: greet")}flows:\n  greet:\n    parameters: [{name: who, required: true}]\n    actions:\n      - reply: \${who}\n`,
    right: `${command("- call_flow:\n    flow: greet\n    args:\n      who: you")}flows:\n  greet:\n    parameters: [{name: who, required: true}]\n    actions:\n      - reply: \${who}\n`,
  }),
  "wrong-argument-type": diagnostic<{ parameter: string; expected: string; found: string }>({
    code: "FUR3203",
    severity: "error",
    message: ({ parameter, expected, found }) => `\`${parameter}\` takes ${expected}, this is ${found}`,
    explanation: "A parameter with a declared type takes values of exactly that type.",
    wrong: `${command('- call_flow:\n    flow: greet\n    args:\n      times: «"twice"»')}flows:\n  greet:\n    parameters: [{name: times, type: number}]\n    actions:\n      - reply: \${times}\n`,
    right: `${command("- call_flow:\n    flow: greet\n    args:\n      times: 2")}flows:\n  greet:\n    parameters: [{name: times, type: number}]\n    actions:\n      - reply: \${times}\n`,
  }),
  "duplicate-name": diagnostic<{ what: string; name: string }>({
    code: "FUR3301",
    severity: "warning",
    message: ({ what, name }) => `the ${what} \`${name}\` is declared twice; this one wins`,
    hint: () => "rename or remove one of them",
    explanation: "Of two declarations with one name the later one is used.",
    wrong:
      "commands:\n  - name: a\n    description: A\n    actions: []\n  - name: «a»\n    description: A\n    actions: []\n",
    right:
      "commands:\n  - name: a\n    description: A\n    actions: []\n  - name: b\n    description: B\n    actions: []\n",
  }),
  "invalid-name": diagnostic<{ what: string; name: string; rule: string }>({
    code: "FUR3302",
    severity: "error",
    message: ({ what, name }) => `\`${name}\` cannot be the name of ${what}`,
    hint: ({ rule }) => rule,
    explanation: "Discord accepts names of commands and options only in a certain form.",
    wrong: "commands:\n  - name: «Say Hi»\n    description: Hi\n    actions: []\n",
    right: "commands:\n  - name: say-hi\n    description: Hi\n    actions: []\n",
  }),
  "too-long": diagnostic<{ what: string; length: number; limit: number }>({
    code: "FUR3303",
    severity: "error",
    message: ({ what, length, limit }) => `${what} has ${length} characters; Discord takes ${limit}`,
    hint: ({ limit }) => `shorten it to ${limit} characters`,
    explanation: "Discord refuses longer texts, so the bot could never send this one.",
    wrong: `commands:\n  - name: hi\n    description: «${"x".repeat(101)}»\n    actions: []\n`,
    right: "commands:\n  - name: hi\n    description: Says hi\n    actions: []\n",
  }),
  "too-many": diagnostic<{ what: string; limit: number }>({
    code: "FUR3304",
    severity: "error",
    message: ({ what, limit }) => `more than ${limit} ${what}`,
    hint: () => "remove some, or split them up",
    explanation: "Discord takes no more than this.",
    fixture: "too-many",
  }),
  "unknown-event": diagnostic<{ name: string; suggestion: string | undefined }>({
    code: "FUR3401",
    severity: "warning",
    message: ({ name }) => `nothing emits an event named \`${name}\``,
    hint: ({ suggestion }) => suggestion ?? "emit it with the action `emit`, or remove its handler",
    explanation:
      "Handlers run on Discord's events, listed in the reference, and on those of any other name that an action of " +
      "the document emits.",
    wrong: "events:\n  - event: «message_created»\n    actions: []\n",
    right: "events:\n  - event: message_create\n    actions: []\n",
  }),
  "event-alias": diagnostic<{ written: string; canonical: string }>({
    code: "FUR3402",
    severity: "warning",
    message: ({ written, canonical }) => `\`${written}\` is called \`${canonical}\``,
    hint: ({ canonical }) => `write \`${canonical}\``,
    explanation: "The name is understood; the canonical one is what other tools know.",
    wrong: "events:\n  - event: «message»\n    actions: []\n",
    right: "events:\n  - event: message_create\n    actions: []\n",
  }),
  "unknown-intent": diagnostic<{ name: string; suggestion: string | undefined }>({
    code: "FUR3403",
    severity: "error",
    message: ({ name }) => `there is no intent named \`${name}\``,
    hint: ({ suggestion }) => suggestion,
    explanation: "Intents have the names of Discord's documentation in lower case, such as `guild_members`.",
    wrong: "intents:\n  - «guild_member»\n",
    right: "intents:\n  - guild_members\n",
  }),
  "intent-missing": diagnostic<{ intent: string; reason: string }>({
    code: "FUR3404",
    severity: "warning",
    message: ({ intent, reason }) => `${reason} needs the intent \`${intent}\`, which is not in the list`,
    hint: ({ intent }) => `add \`${intent}\`, or write \`intents: {auto: true}\``,
    explanation:
      "Without the intent Discord sends nothing of the kind, so this part of the bot stays silent.",
    wrong: "intents: «[guilds]»\nevents:\n  - event: member_join\n    actions: []\n",
    right: "intents: [guilds, guild_members]\nevents:\n  - event: member_join\n    actions: []\n",
  }),
  "no-interaction": diagnostic<{ action: string; where: string }>({
    code: "FUR3405",
    severity: "error",
    message: ({ action, where }) => `\`${action}\` answers an interaction, and ${where} has none`,
    hint: () => "use `send_message` with a channel",
    explanation: "Only commands and components are interactions that can be answered.",
    wrong: "events:\n  - event: ready\n    actions:\n      - «reply»: Hello\n",
    right: 'events:\n  - event: ready\n    actions:\n      - log: "Hello"\n',
  }),
  "no-scope-id": diagnostic<{ variable: string; scope: string; where: string }>({
    code: "FUR3501",
    severity: "error",
    message: ({ variable, scope, where }) =>
      `\`${variable}\` is kept per ${scope}, and ${where} has no ${scope}`,
    hint: () => "use a variable of global scope",
    explanation: "A value kept per guild, channel, user or member needs to know of which.",
    wrong:
      "state:\n  variables:\n    hits: {type: number, scope: guild, default: 0}\nevents:\n  - event: ready\n    actions:\n      - «increment: hits»\n".replace(
        "«increment: hits»",
        "«increment»:\n          var: hits",
      ),
    right:
      "state:\n  variables:\n    hits: {type: number, scope: global, default: 0}\nevents:\n  - event: ready\n    actions:\n      - increment: hits\n",
  }),
  "unused-flow": diagnostic<{ name: string }>({
    code: "FUR3204",
    severity: "warning",
    message: ({ name }) => `nothing calls the flow \`${name}\``,
    hint: () => "call it with `call_flow`, or remove it",
    explanation: "The flow is compiled all the same, but no command, event or other flow in use leads to it.",
    wrong:
      "commands:\n  - name: hi\n    description: Hi\n    actions:\n      - reply: Hi\nflows:\n  - name: «a»\n    actions: []\n",
    right:
      "commands:\n  - name: hi\n    description: Hi\n    actions:\n      - call_flow: a\nflows:\n  - name: a\n    actions: []\n",
  }),
  "late-answer": diagnostic<{ seconds: number }>({
    code: "FUR3406",
    severity: "warning",
    message: ({ seconds }) =>
      `the first answer comes after ${seconds} s of waiting; Discord gives up after 3 s`,
    hint: () => "put `- defer` before the wait",
    explanation:
      "An interaction has to be answered within three seconds. `defer` tells Discord that the answer comes later.",
    wrong: command("- «wait»: 5s\n- reply: Done"),
    right: command("- defer\n- wait: 5s\n- reply: Done"),
  }),
  "privileged-intent": diagnostic<{ intent: string; reason: string }>({
    code: "FUR3407",
    severity: "warning",
    message: ({ intent, reason }) => `${reason} needs the privileged intent \`${intent}\``,
    hint: ({ intent }) =>
      `enable it in the developer portal under Bot, and list \`${intent}\` under \`intents\` to say that you know`,
    explanation:
      "Discord sends the members of guilds, presences and the content of messages only to bots for which this has " +
      "been switched on in the developer portal. Without it the connection is refused.",
    wrong: "events:\n  - event: «member_join»\n    actions: []\n",
    right: "intents: [guild_members]\nevents:\n  - event: member_join\n    actions: []\n",
  }),
  "duplicate-option": diagnostic<{ name: string }>({
    code: "FUR3305",
    severity: "error",
    message: ({ name }) => `a second option named \`${name}\``,
    hint: () => "give it another name",
    explanation: "The options of a command are told apart by their names; Discord refuses two alike.",
    wrong:
      "commands:\n  - name: hi\n    description: Hi\n    options:\n      - {name: a, type: string}\n      - {name: «a», type: string}\n    actions:\n      - reply: Hi\n",
    right:
      "commands:\n  - name: hi\n    description: Hi\n    options:\n      - {name: a, type: string}\n      - {name: b, type: string}\n    actions:\n      - reply: Hi\n",
  }),
  "invalid-snowflake": diagnostic<{ text: string }>({
    code: "FUR3306",
    severity: "error",
    message: ({ text }) => `\`${text}\` is not an id`,
    hint: () => "an id is 17 to 20 digits; copy it in Discord with developer mode on",
    explanation: "Discord names everything by snowflakes, numbers of 17 to 20 digits.",
    wrong:
      "commands:\n  - name: hi\n    description: Hi\n    guild_ids: [«my-server»]\n    actions:\n      - reply: Hi\n",
    right:
      'commands:\n  - name: hi\n    description: Hi\n    guild_ids: ["112233445566778899"]\n    actions:\n      - reply: Hi\n',
  }),
  "wrong-variable-type": diagnostic<{ variable: string; expected: string; found: string }>({
    code: "FUR3502",
    severity: "error",
    message: ({ variable, expected, found }) => `\`${variable}\` holds ${expected}, this is ${found}`,
    hint: () => "change the value, or the variable's `type`",
    explanation: "A state variable with a declared type holds values of that type and no others.",
    wrong:
      "state:\n  variables:\n    hits: {type: number, scope: global, default: 0}\ncommands:\n  - name: hi\n    description: Hi\n    actions:\n      - set: {key: hits, value: «many»}\n",
    right:
      "state:\n  variables:\n    hits: {type: number, scope: global, default: 0}\ncommands:\n  - name: hi\n    description: Hi\n    actions:\n      - set: {key: hits, value: 5}\n",
  }),
  "empty-message": diagnostic<{ action: string }>({
    code: "FUR3307",
    severity: "error",
    message: ({ action }) => `\`${action}\` has nothing to say`,
    hint: () => "give it `content` or an embed",
    explanation: "Discord refuses a message that has neither text nor an embed.",
    wrong: command("- «reply»:\n    ephemeral: true"),
    right: command("- reply:\n    content: Hello\n    ephemeral: true"),
  }),
} as const;
