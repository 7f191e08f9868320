import { diagnostic } from "../definition.ts";

const command = (actions: string) =>
  `commands:\n  - name: hi\n    description: Hi\n    actions:\n${actions.replace(/^/gm, "      ")}\n`;

const notes = `state:
  tables:
    notes:
      columns:
        id: {type: number, primary: true}
        text: {type: string}
`;

/** FUR35xx: values that fields take, and what other sections declare for them. */
export const valueDiagnostics = {
  "no-guild": diagnostic<{ action: string; where: string }>({
    code: "FUR3503",
    severity: "error",
    message: ({ action, where }) => `\`${action}\` works in a guild, and ${where} has none`,
    hint: () => "do it in a handler of a guild's event, or in a command",
    explanation:
      "Members, channels, roles and voice belong to a guild, so the handler has to know which one.",
    wrong: 'events:\n  - event: ready\n    actions:\n      - «kick»:\n          user: "112233445566778899"\n',
    right:
      'events:\n  - event: member_join\n    actions:\n      - kick:\n          user: "${user.id}"\nintents: [guild_members]\n',
  }),
  "unknown-table": diagnostic<{ name: string; suggestion: string | undefined }>({
    code: "FUR3504",
    severity: "error",
    message: ({ name }) => `there is no table named \`${name}\``,
    hint: ({ suggestion }) => suggestion ?? "declare it under `state.tables`",
    explanation: "Rows are kept in tables, which `state.tables` declares with their columns.",
    wrong: `${notes}${command("- db_query:\n    table: «note»\n    as: found")}`,
    right: `${notes}${command("- db_query:\n    table: notes\n    as: found")}`,
  }),
  "unknown-column": diagnostic<{ table: string; column: string; suggestion: string | undefined }>({
    code: "FUR3505",
    severity: "error",
    message: ({ table, column }) => `the table \`${table}\` has no column \`${column}\``,
    hint: ({ suggestion }) => suggestion ?? "declare it under the table's `columns`",
    explanation: "A table has the columns that `state.tables` declares, and no others.",
    wrong: `${notes}${command("- db_insert:\n    table: notes\n    data:\n      «txt»: Hello")}`,
    right: `${notes}${command("- db_insert:\n    table: notes\n    data:\n      text: Hello")}`,
  }),
  "wrong-column-type": diagnostic<{ column: string; expected: string; found: string }>({
    code: "FUR3506",
    severity: "error",
    message: ({ column, expected, found }) => `the column \`${column}\` holds ${expected}, this is ${found}`,
    hint: () => "change the value, or the column's `type`",
    explanation: "A column holds values of its declared type.",
    wrong: `${notes}${command("- db_insert:\n    table: notes\n    data:\n      id: «true»")}`,
    right: `${notes}${command("- db_insert:\n    table: notes\n    data:\n      id: 1")}`,
  }),
  "unknown-pipe": diagnostic<{ name: string; suggestion: string | undefined }>({
    code: "FUR3507",
    severity: "warning",
    message: ({ name }) => `there is no pipe named \`${name}\`, so this fails when it runs`,
    hint: ({ suggestion }) => suggestion ?? "declare it under `pipes`",
    explanation: "Connections to other services are declared under `pipes`.",
    wrong: `pipes:\n  weather: {type: http, base_url: "https://example.org"}\n${command("- pipe_request:\n    pipe: «wether»")}`,
    right: `pipes:\n  weather: {type: http, base_url: "https://example.org"}\n${command("- pipe_request:\n    pipe: weather")}`,
  }),
  "unknown-generator": diagnostic<{ name: string; suggestion: string | undefined }>({
    code: "FUR3508",
    severity: "error",
    message: ({ name }) => `there is no generator named \`${name}\``,
    hint: ({ suggestion }) => suggestion ?? "declare it under `canvas.generators`",
    explanation: "Images are drawn by generators, which `canvas.generators` declares.",
    wrong: command("- canvas_render:\n    generator: «welcom»\n    as: image"),
    right: command("- canvas_render:\n    generator: welcome\n    as: image"),
  }),
  "unknown-permission": diagnostic<{ name: string; suggestion: string | undefined }>({
    code: "FUR3509",
    severity: "error",
    message: ({ name }) => `there is no permission named \`${name}\``,
    hint: ({ suggestion }) => suggestion ?? "use one of Discord's names, such as ManageMessages",
    explanation:
      "Permissions have Discord's names in any of three spellings: `ManageMessages`, `manage_messages`, `MANAGE_MESSAGES`.",
    wrong: command("- create_role:\n    name: Helpers\n    permissions: [«MangeMessages»]"),
    right: command("- create_role:\n    name: Helpers\n    permissions: [ManageMessages]"),
  }),
  "unknown-word": diagnostic<{
    found: string;
    words: readonly string[];
    suggestion: string | undefined;
  }>({
    code: "FUR3510",
    severity: "error",
    message: ({ found, words }) => `\`${found}\` is not one of ${words.join(", ")}`,
    hint: ({ words, suggestion }) => suggestion ?? `write for example ${words[0]}`,
    explanation: "Only the words listed have a meaning here.",
    wrong: command("- queue_loop: «trak»"),
    right: command("- queue_loop: track"),
  }),
  "out-of-range": diagnostic<{ expected: string; found: string }>({
    code: "FUR3511",
    severity: "error",
    message: ({ expected, found }) => `expected a ${expected}, found ${found}`,
    hint: ({ expected }) => `write a ${expected}`,
    explanation: "Discord, or the bot itself, takes values between certain bounds only.",
    wrong: command('- ban:\n    user: "112233445566778899"\n    delete_message_days: «9»'),
    right: command('- ban:\n    user: "112233445566778899"\n    delete_message_days: 7'),
  }),
  "unsafe-integer": diagnostic<{ text: string }>({
    code: "FUR3512",
    severity: "error",
    message: ({ text }) => `${text} is too large to be kept as a number`,
    hint: ({ text }) => `write it as text: '${text}'`,
    explanation:
      "Whole numbers beyond 9,007,199,254,740,991 lose their last digits. Ids are such numbers: they are written as text.",
    wrong: command("- set:\n    key: isOwner\n    value: ${user.id == «112233445566778899»}"),
    right: command("- set:\n    key: isOwner\n    value: ${user.id == '112233445566778899'}"),
  }),
  "bounds-reversed": diagnostic<{ least: string; most: string; low: number; high: number }>({
    code: "FUR3513",
    severity: "error",
    message: ({ least, most, low, high }) => `\`${most}\` ${high} is less than \`${least}\` ${low}`,
    hint: () => "exchange the two",
    explanation: "Nothing could be given for such an option; Discord refuses it.",
    wrong:
      "commands:\n  - name: hi\n    description: Hi\n    options:\n      - {name: a, type: integer, min_value: 5, max_value: «1»}\n    actions:\n      - reply: Hi\n",
    right:
      "commands:\n  - name: hi\n    description: Hi\n    options:\n      - {name: a, type: integer, min_value: 1, max_value: 5}\n    actions:\n      - reply: Hi\n",
  }),
  "duplicate-choice": diagnostic<{ what: string; text: string }>({
    code: "FUR3514",
    severity: "error",
    message: ({ what, text }) => `a second choice with the ${what} \`${text}\``,
    hint: ({ what }) => `give it another ${what}`,
    explanation: "Choices are told apart by their names and values; Discord refuses two alike.",
    wrong:
      "commands:\n  - name: hi\n    description: Hi\n    options:\n      - name: a\n        choices:\n          - {name: One, value: x}\n          - {name: Two, value: «x»}\n    actions:\n      - reply: Hi\n",
    right:
      "commands:\n  - name: hi\n    description: Hi\n    options:\n      - name: a\n        choices:\n          - {name: One, value: x}\n          - {name: Two, value: y}\n    actions:\n      - reply: Hi\n",
  }),
  "no-description": diagnostic<{ name: string }>({
    code: "FUR3515",
    severity: "warning",
    message: ({ name }) => `\`${name}\` has no description; Discord shows its name instead`,
    hint: () => "add `description:` with up to 100 characters",
    explanation: "Discord wants a description of every command and shows it in the list of commands.",
    wrong: "commands:\n  - name: «hi»\n    actions:\n      - reply: Hi\n",
    right: "commands:\n  - name: hi\n    description: Says hi\n    actions:\n      - reply: Hi\n",
  }),
} as const;
