import { diagnostic } from "../definition.ts";

/** FUR2xxx: expressions and templates. */
export const expressionDiagnostics = {
  "expression-syntax": diagnostic<{ met: string; hint: string | undefined }>({
    code: "FUR2001",
    severity: "error",
    message: ({ met }) => `${met} is not expected in this expression`,
    hint: ({ hint }) => hint,
    explanation:
      "The text between `${` and `}` (or the whole value of fields such as `when`) is an expression. " +
      "It could not be read from the marked place on.",
    wrong:
      "commands:\n  - name: hi\n    description: Hi\n    actions:\n      - reply: ${user.username «+»}\n".replace(
        "«+»}",
        "+«»}",
      ),
    right:
      "commands:\n  - name: hi\n    description: Hi\n    actions:\n      - reply: ${user.username + '!'}\n",
  }),
  "expression-form-not-supported": diagnostic<{ form: string }>({
    code: "FUR2002",
    severity: "error",
    message: ({ form }) => `${form} is not supported yet in expressions`,
    hint: () => "this is part of the language and will come; until then, write it another way",
    explanation:
      "The language has this form, but this version of the compiler does not implement it. " +
      "It is refused rather than compiled to something that would behave differently.",
    wrong:
      "commands:\n  - name: hi\n    description: Hi\n    actions:\n      - reply: ${user[«channel.name»]}\n",
    right:
      "commands:\n  - name: hi\n    description: Hi\n    actions:\n      - reply: ${user.username|upper}\n",
  }),
  "unknown-name": diagnostic<{ name: string; suggestion: string | undefined }>({
    code: "FUR2101",
    severity: "error",
    message: ({ name }) => `there is nothing named \`${name}\` here`,
    hint: ({ suggestion }) => suggestion ?? "text inside an expression needs quotes: 'like this'",
    explanation:
      "An expression can use the roots of its context (such as `user`, `guild`, `options`), the parameters of " +
      "its flow, and variables stored before it with `set` or `as`.",
    wrong:
      "commands:\n  - name: hi\n    description: Hi\n    actions:\n      - reply: Hello ${«usr».username}\n",
    right:
      "commands:\n  - name: hi\n    description: Hi\n    actions:\n      - reply: Hello ${user.username}\n",
  }),
  "namespace-as-value": diagnostic<{ name: string }>({
    code: "FUR2102",
    severity: "error",
    message: ({ name }) => `\`${name}\` is not a value by itself`,
    hint: ({ name }) => `name what you want from it: ${name}.something`,
    explanation: "`env` and `state` only group values; each value is read by its own name.",
    wrong: "commands:\n  - name: hi\n    description: Hi\n    actions:\n      - reply: ${«env»}\n",
    right: "commands:\n  - name: hi\n    description: Hi\n    actions:\n      - reply: ${env.GREETING}\n",
  }),
  "forbidden-property": diagnostic<{ name: string }>({
    code: "FUR2103",
    severity: "error",
    message: ({ name }) => `\`${name}\` cannot be read by an expression`,
    hint: () => "choose another name for the value",
    explanation: "These names reach into JavaScript's own objects and never hold a value of the language.",
    wrong:
      "commands:\n  - name: hi\n    description: Hi\n    actions:\n      - reply: ${user.«constructor»}\n",
    right: "commands:\n  - name: hi\n    description: Hi\n    actions:\n      - reply: ${user.username}\n",
  }),
  "unknown-property": diagnostic<{ name: string; of: string; suggestion: string | undefined }>({
    code: "FUR2104",
    severity: "error",
    message: ({ name, of }) => `${of} has no property \`${name}\``,
    hint: ({ suggestion }) => suggestion,
    explanation: "Each entity, option and variable has a fixed set of properties; the reference lists them.",
    wrong: "commands:\n  - name: hi\n    description: Hi\n    actions:\n      - reply: ${user.«usrname»}\n",
    right: "commands:\n  - name: hi\n    description: Hi\n    actions:\n      - reply: ${user.username}\n",
  }),
  "unknown-function": diagnostic<{
    name: string;
    kind: "function" | "transform";
    suggestion: string | undefined;
  }>({
    code: "FUR2105",
    severity: "error",
    message: ({ name, kind }) => `there is no ${kind} named \`${name}\``,
    hint: ({ suggestion }) => suggestion,
    explanation: "Functions are written `name(value)`, transforms `value|name`. The reference lists both.",
    wrong:
      "commands:\n  - name: hi\n    description: Hi\n    actions:\n      - reply: ${«uper»(user.username)}\n",
    right:
      "commands:\n  - name: hi\n    description: Hi\n    actions:\n      - reply: ${upper(user.username)}\n",
  }),
  "wrong-argument-count": diagnostic<{ name: string; given: number; signature: string }>({
    code: "FUR2106",
    severity: "error",
    message: ({ name, given }) => `\`${name}\` is called with ${given} argument${given === 1 ? "" : "s"}`,
    hint: ({ signature }) => `it is ${signature}`,
    explanation: "A function takes the arguments of its signature; those with `?` may be left out.",
    wrong:
      "commands:\n  - name: hi\n    description: Hi\n    actions:\n      - reply: ${«split(user.username)»|first}\n",
    right:
      "commands:\n  - name: hi\n    description: Hi\n    actions:\n      - reply: ${split(user.username, ' ')|first}\n",
  }),
  "secret-variable": diagnostic<{ name: string }>({
    code: "FUR2107",
    severity: "error",
    message: ({ name }) => `\`env.${name}\` is a secret that no expression can read`,
    hint: () => "a message or log line would give it away; use another variable for what may be shown",
    explanation:
      "The bot's token, the addresses of its databases and whatever else the configuration, pipes or other sections " +
      "use as a key or password carry credentials. They are read by the runtime only.",
    wrong:
      "commands:\n  - name: hi\n    description: Hi\n    actions:\n      - reply: ${«env.DISCORD_TOKEN»}\n",
    right: "commands:\n  - name: hi\n    description: Hi\n    actions:\n      - reply: ${env.GREETING}\n",
  }),
  "misplaced-form": diagnostic<{ form: string }>({
    code: "FUR2108",
    severity: "error",
    message: ({ form }) => `${form} has no meaning here`,
    hint: () =>
      "arrow functions, spread and regular expressions (of replace, match and the like) stand among arguments, `.name` inside a filter such as list[.name == 'x']",
    explanation: "Some forms only make sense in certain places.",
    wrong: "commands:\n  - name: hi\n    description: Hi\n    actions:\n      - reply: ${«.name» + '!'}\n",
    right:
      "commands:\n  - name: hi\n    description: Hi\n    actions:\n      - reply: ${user.username + '!'}\n",
  }),
  "unknown-method": diagnostic<{ name: string; of: string; suggestion: string | undefined }>({
    code: "FUR2109",
    severity: "error",
    message: ({ name, of }) => `${of} has no method \`${name}\``,
    hint: ({ suggestion }) => suggestion,
    explanation: "Texts, lists, numbers and maps have a fixed set of methods; the reference lists them.",
    wrong:
      "commands:\n  - name: hi\n    description: Hi\n    actions:\n      - reply: ${user.username.«toUppercase»()}\n",
    right:
      "commands:\n  - name: hi\n    description: Hi\n    actions:\n      - reply: ${user.username.toUpperCase()}\n",
  }),
  "function-expected": diagnostic({
    code: "FUR2110",
    severity: "error",
    message: () => "this argument has to be an arrow function",
    hint: () => "write for example x => x.name",
    explanation: "Methods such as `map` and `filter` take a function that says what to do with each item.",
    wrong:
      "commands:\n  - name: hi\n    description: Hi\n    actions:\n      - reply: ${[1, 2].map(«'x'»)}\n",
    right:
      "commands:\n  - name: hi\n    description: Hi\n    actions:\n      - reply: ${[1, 2].map(x => x + 1)}\n",
  }),
  "state-in-function": diagnostic<{ name: string }>({
    code: "FUR2111",
    severity: "error",
    message: ({ name }) => `\`${name}\` cannot be read inside a function`,
    hint: () => "store it in a variable with `set` before, and use that",
    explanation:
      "Reading state waits for the store, and what an event does not bring along for Discord. A function given to " +
      "`map` or `filter` cannot wait. Of a bot in several processes that also holds for what one of them reads of another's " +
      "cache in the `filter` of `bulk_delete`.",
    wrong:
      "state:\n  variables:\n    least: {type: number, scope: global, default: 0}\ncommands:\n  - name: hi\n    description: Hi\n    actions:\n      - reply: ${[1, 2].filter(x => x > «state.global.least»)}\n",
    right:
      "state:\n  variables:\n    least: {type: number, scope: global, default: 0}\ncommands:\n  - name: hi\n    description: Hi\n    actions:\n      - set: {key: bound, value: '${state.global.least}'}\n      - reply: ${[1, 2].filter(x => x > bound)}\n",
  }),
  "mixed-logic": diagnostic<{ first: "&&" | "||"; second: "&&" | "||" }>({
    code: "FUR2112",
    severity: "warning",
    message: ({ first, second }) => `\`${first}\` and \`${second}\` are mixed without brackets`,
    hint: ({ first, second }) =>
      `this is read from the left, as (a ${first} b) ${second} c: write the brackets you mean`,
    explanation:
      "In this language `&&` and `||` bind equally and are read from the left. In most others `&&` binds tighter, " +
      "so a reader may take it for something else.",
    wrong:
      "commands:\n  - name: hi\n    description: Hi\n    actions:\n      - log: {message: Hi, when: '«user.bot || member && guild»'}\n",
    right:
      "commands:\n  - name: hi\n    description: Hi\n    actions:\n      - log: {message: Hi, when: 'user.bot || (member && guild)'}\n",
  }),
  "word-is-root": diagnostic<{ word: string }>({
    code: "FUR2113",
    severity: "warning",
    message: ({ word }) => `\`${word}\` is taken as the value of that name, not as text`,
    hint: ({ word }) => `write "\${${word}}" for the value, or "\${'${word}'}" for the text`,
    explanation:
      "In a value, a bare word that names something of the context stands for it; any other word is text. " +
      "Writing which one is meant saves the next reader a search.",
    wrong:
      "commands:\n  - name: hi\n    description: Hi\n    actions:\n      - set: {key: who, value: «user»}\n      - reply: ${who}\n",
    right:
      "commands:\n  - name: hi\n    description: Hi\n    actions:\n      - set: {key: who, value: '${user}'}\n      - reply: ${who}\n",
  }),
  "never-set": diagnostic<{ name: string; suggestion: string | undefined }>({
    code: "FUR2114",
    severity: "warning",
    message: ({ name }) => `nothing ever sets \`${name}\`, so it is always empty`,
    hint: ({ suggestion }) => suggestion ?? "declare it under `state.variables`, or set it",
    explanation: "No variable of that name and scope is declared, and no action of the document sets one.",
    wrong:
      "commands:\n  - name: hi\n    description: Hi\n    actions:\n      - reply: Hi ${state.guild.«nickname»}\n",
    right:
      "state:\n  variables:\n    nickname: {type: string, scope: guild, default: you}\ncommands:\n  - name: hi\n    description: Hi\n    actions:\n      - reply: Hi ${state.guild.nickname}\n",
  }),
  "setting-expression": diagnostic({
    code: "FUR2115",
    severity: "error",
    message: () => "a setting can name nothing but variables of the environment",
    hint: () => "write `${env.NAME}`, or the value itself",
    explanation:
      "Settings are read before the bot runs: there is no user, guild or state yet, only the environment.",
    wrong: 'state:\n  storage:\n    type: sqlite\n    path: "./${«client.user.id»}.db"\n',
    right: 'state:\n  storage:\n    type: sqlite\n    path: "./${env.NAME}.db"\n',
  }),
} as const;
