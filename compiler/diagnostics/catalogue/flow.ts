import { diagnostic } from "../definition.ts";

const command = (actions: string) =>
  `commands:\n  - name: hi\n    description: Hi\n    actions:\n${actions.replace(/^/gm, "      ")}\n`;

/** FUR36xx: state and flow-control actions. */
export const flowDiagnostics = {
  "computed-local": diagnostic({
    code: "FUR3601",
    severity: "error",
    message: () => "a variable of the handler needs a name that is written out",
    hint: () => "give it a scope such as `scope: guild`, or use `set_map` on a map of your own",
    explanation:
      "Variables of a handler become variables of the generated TypeScript, so their names are needed when the bot " +
      "is built. The state looks names up when it runs.",
    wrong: command('- set:\n    key: «"door_${user.id}"»\n    value: open\n    scope: local'),
    right: command('- set:\n    key: "door_${user.id}"\n    value: open\n    scope: global'),
  }),
  "reserved-key": diagnostic<{ key: string }>({
    code: "FUR3602",
    severity: "error",
    message: ({ key }) => `\`${key}\` cannot be the key of a map`,
    hint: () => "choose another key",
    explanation:
      "`__proto__`, `constructor` and `prototype` mean something to JavaScript's own objects, so no map takes them. " +
      "A key that is computed is refused when the bot runs.",
    wrong: command(
      "- set_map:\n    var: titles\n    map_key: «constructor»\n    value: 1\n    scope: global",
    ),
    right: command("- set_map:\n    var: titles\n    map_key: builder\n    value: 1\n    scope: global"),
  }),
  "event-of-discord": diagnostic<{ event: string }>({
    code: "FUR3604",
    severity: "error",
    message: ({ event }) => `\`${event}\` comes from Discord and cannot be emitted`,
    hint: ({ event }) => `emit an event of another name, such as \`my_${event}\`, and handle that as well`,
    explanation:
      "The handlers of Discord's events read what Discord sent, which an action cannot make up. An event of any " +
      "other name carries what its `data` says.",
    wrong: command("- emit:\n    event: «member_join»"),
    right: `${command("- emit: my_join")}events:\n  my_join:\n    - log: joined\n`,
  }),
  "double-case": diagnostic<{ match: string }>({
    code: "FUR3603",
    severity: "warning",
    message: ({ match }) => `a second case for \`${match}\`, which never runs`,
    hint: () => "remove it, or join the two",
    explanation: "Of several cases for one text the first runs.",
    wrong: command(
      "- flow_switch:\n    value: user.username\n    cases:\n      - {match: ann, actions: [{log: one}]}\n      - {match: «ann», actions: [{log: two}]}",
    ),
    right: command(
      "- flow_switch:\n    value: user.username\n    cases:\n      - {match: ann, actions: [{log: one}]}\n      - {match: ben, actions: [{log: two}]}",
    ),
  }),
} as const;
