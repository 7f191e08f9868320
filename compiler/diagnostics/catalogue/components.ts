import { diagnostic } from "../definition.ts";

const command = (actions: string) =>
  `commands:\n  - name: hi\n    description: Hi\n    actions:\n${actions.replace(/^/gm, "      ")}\n`;

/** FUR382x to FUR384x: what components and modals do. */
export const componentDiagnostics = {
  "duplicate-component": diagnostic<{ kind: string; customId: string }>({
    code: "FUR3820",
    severity: "error",
    message: ({ kind, customId }) => `a second ${kind} with actions for the custom_id \`${customId}\``,
    hint: () => "give one of them a custom_id of its own, or put all actions into one",
    explanation:
      "A custom_id says which actions run when a component is used, so of each kind only one component has actions " +
      "for it. Others with the same custom_id can be shown: leave `actions` out of them.",
    wrong:
      "components:\n  buttons:\n    yes: {custom_id: answer, label: Yes, actions: [{reply: Yes}]}\n" +
      "    no: {custom_id: «answer», label: No, actions: [{reply: No}]}\n",
    right:
      "components:\n  buttons:\n    yes: {custom_id: answer:yes, label: Yes, actions: [{reply: Yes}]}\n" +
      "    no: {custom_id: answer:no, label: No, actions: [{reply: No}]}\n",
  }),
  "computed-custom-id": diagnostic<{ kind: string }>({
    code: "FUR3821",
    severity: "error",
    message: ({ kind }) =>
      `nothing of this ${kind}'s custom_id is fixed, so its actions would run for every ${kind}`,
    hint: () => "begin it with a fixed word, such as `vote:${id}`",
    explanation:
      "When a component is used, its custom_id is all that tells what to run. Where it is computed, the actions run " +
      "for every custom_id that has the same fixed parts.",
    wrong: command(
      '- reply:\n    content: Hi\n    components: [{label: Yes, custom_id: «"${user.id}"», actions: [{reply: Yes}]}]',
    ),
    right: command(
      '- reply:\n    content: Hi\n    components: [{label: Yes, custom_id: "yes:${user.id}", actions: [{reply: Yes}]}]',
    ),
  }),
  "component-without-look": diagnostic<{ kind: string; name: string }>({
    code: "FUR3822",
    severity: "error",
    message: ({ kind, name }) => `the ${kind} \`${name}\` says what happens, but not what it looks like`,
    hint: ({ kind }) =>
      `give it ${kind === "modal" ? "a `title` and `components`" : "a `label`, or `options`"}`,
    explanation:
      "An entry of `components` with nothing but `actions` says what happens when a component with its custom_id is " +
      "used. To show it by its name it also needs a look.",
    wrong:
      "components:\n  buttons:\n    again: {actions: [{reply: Again}]}\n" +
      command("- reply:\n    content: Hi\n    components: [«again»]"),
    right:
      "components:\n  buttons:\n    again: {label: Again, actions: [{reply: Again}]}\n" +
      command("- reply:\n    content: Hi\n    components: [again]"),
  }),
  "modal-after-modal": diagnostic({
    code: "FUR3823",
    severity: "error",
    message: () => "a modal that was sent cannot be answered with another modal",
    hint: () => "reply with a button that opens it",
    explanation: "Discord opens a modal only in answer to a command, a button or a select menu.",
    wrong:
      "components:\n  modals:\n    again:\n      title: Ask\n      inputs: [{name: q}]\n      actions:\n        - «show_modal»: again\n",
    right:
      "components:\n  modals:\n    again:\n      title: Ask\n      inputs: [{name: q}]\n      actions:\n        - reply: Thank you\n",
  }),
  "link-with-actions": diagnostic({
    code: "FUR3824",
    severity: "error",
    message: () => "a link never tells the bot that it was pressed, so its actions never run",
    hint: () => "remove `actions`, or `url`",
    explanation: "Discord opens the address of a link itself. Only buttons without a `url` lead to the bot.",
    wrong:
      "components:\n  buttons:\n    site: {label: Site, url: https://example.org, «actions»: [{reply: Hi}]}\n",
    right: "components:\n  buttons:\n    site: {label: Site, actions: [{reply: https://example.org}]}\n",
  }),
  "hidden-component": diagnostic<{ kind: string; pattern: string; before: string }>({
    code: "FUR3825",
    severity: "warning",
    message: ({ kind, pattern, before }) =>
      `the ${kind} \`${pattern}\` never runs: \`${before}\` comes before it and matches all that it does`,
    hint: ({ before }) => `put it before \`${before}\``,
    explanation:
      "A custom_id that is written out is looked for first. Then those with a `*` are tried in the order in which the " +
      "document has them, and the first that fits runs.",
    wrong:
      'components:\n  buttons:\n    "vote:*": {actions: [{reply: Any}]}\n    «"vote:yes:*"»: {actions: [{reply: Yes}]}\n',
    right:
      'components:\n  buttons:\n    "vote:yes:*": {actions: [{reply: Yes}]}\n    "vote:*": {actions: [{reply: Any}]}\n',
  }),
} as const;
