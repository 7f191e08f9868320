import { diagnostic } from "../definition.ts";

const command = (lines: string) =>
  `commands:\n  - name: hi\n    description: Hi\n${lines.replace(/^/gm, "    ")}\n    actions:\n      - reply: Hi\n`;

/** FUR39xx: commands and components. */
export const commandDiagnostics = {
  "unknown-option": diagnostic<{ name: string; suggestion: string | undefined }>({
    code: "FUR3902",
    severity: "error",
    message: ({ name }) => `the command has no option \`${name}\``,
    hint: ({ suggestion }) => suggestion ?? "add it under `options:`",
    explanation: "An entry of `autocomplete` says for which option of its command it is.",
    wrong: command(
      "options:\n  - {name: fruit, description: A fruit}\nautocomplete:\n  - {option: «fruits», choices: [apple]}",
    ),
    right: command(
      "options:\n  - {name: fruit, description: A fruit}\nautocomplete:\n  - {option: fruit, choices: [apple]}",
    ),
  }),
  "nothing-to-complete": diagnostic<{ option: string }>({
    code: "FUR3903",
    severity: "error",
    message: ({ option }) => `nothing says what \`${option}\` is completed from`,
    hint: () => "add `choices:` or `expression:` beside it",
    explanation:
      "An option with `autocomplete` asks the bot for choices while a user types. Without a source the user would " +
      "never see any.",
    wrong: command("options:\n  - {name: fruit, description: A fruit, autocomplete: «true»}"),
    right: command("options:\n  - {name: fruit, description: A fruit, autocomplete: true, choices: [apple]}"),
  }),
  "beside-subcommands": diagnostic<{ key: string; command: string }>({
    code: "FUR3904",
    severity: "error",
    message: ({ key, command }) => `\`/${command}\` has subcommands, so its \`${key}\` cannot be reached`,
    hint: ({ key }) => `move \`${key}\` into a subcommand`,
    explanation:
      "Discord offers only the subcommands of a command that has any; the command itself cannot be run and takes no " +
      "options.",
    wrong:
      "commands:\n  - name: admin\n    description: Admin\n    «actions»:\n      - reply: Hi\n    subcommands:\n" +
      "      - name: list\n        description: List\n        actions:\n          - reply: Nobody\n",
    right:
      "commands:\n  - name: admin\n    description: Admin\n    subcommands:\n      - name: list\n" +
      "        description: List\n        actions:\n          - reply: Nobody\n",
  }),
  "unknown-level": diagnostic<{ name: string; names: readonly string[] }>({
    code: "FUR3905",
    severity: "error",
    message: ({ name }) => `there is no level \`${name}\``,
    hint: ({ names }) =>
      names.length === 0
        ? "write a number, such as `level: 50`"
        : `write a number, or one of ${names.join(", ")}`,
    explanation: "A level is a number, or the name of one that the section `permissions` lists.",
    wrong: command("level: «moderator»"),
    right: `permissions:\n  levels:\n    - {name: moderator, level: 50, roles: ["100000000000000001"]}\n${command("level: moderator")}`,
  }),
} as const;
