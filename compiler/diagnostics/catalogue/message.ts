import { diagnostic } from "../definition.ts";
import { didYouMean } from "../suggest.ts";

const command = (actions: string) =>
  `commands:\n  - name: hi\n    description: Hi\n    actions:\n${actions.replace(/^/gm, "      ")}\n`;

/** FUR38xx: what messages consist of. */
export const messageDiagnostics = {
  "unknown-part": diagnostic<{ kind: string; name: string; suggestion: string | undefined }>({
    code: "FUR3801",
    severity: "error",
    message: ({ kind, name }) => `there is no ${kind} named \`${name}\``,
    hint: ({ kind, suggestion }) =>
      suggestion ?? `declare it under \`${kind === "embed" ? "embeds" : "components"}\``,
    explanation:
      "Messages use embeds, buttons, menus and modals by the names under which the sections `embeds` and " +
      "`components` declare them.",
    wrong: `embeds:\n  rules: {title: Rules}\n${command("- reply:\n    embeds: [«rule»]")}`,
    right: `embeds:\n  rules: {title: Rules}\n${command("- reply:\n    embeds: [rules]")}`,
  }),
  "part-reads-missing": diagnostic<{ kind: string; part: string; name: string; where: string }>({
    code: "FUR3802",
    severity: "error",
    message: ({ kind, part, name, where }) =>
      `the ${kind} \`${part}\` reads \`${name}\`, and ${where} has no such name`,
    hint: ({ name }) => `set \`${name}\` before, or correct the name where it is read`,
    explanation:
      "What a section declares by name reads the values of the handler that uses it, its variables included. " +
      "So everything that it reads has to be there wherever it is used.",
    wrong: `embeds:\n  rank: {title: "Rank \${place}"}\n${command("- reply:\n    embeds: [«rank»]")}`,
    right: `embeds:\n  rank: {title: "Rank \${place}"}\n${command("- set: {key: place, value: 1}\n- reply:\n    embeds: [rank]")}`,
  }),
  "unknown-emoji": diagnostic<{ text: string; suggestion: string | undefined }>({
    code: "FUR3803",
    severity: "error",
    message: ({ text }) => `\`${text}\` is not an emoji`,
    hint: ({ suggestion }) => suggestion ?? "write the character itself, or `name:id` for one of a guild",
    explanation:
      "An emoji is written as its character, as `name:id` or `<:name:id>` for one of a guild, by that id, or by a " +
      "short name such as `tada` or `thumbsup`.",
    wrong: command("- reply:\n    content: Hi\n    components: [{label: Yes, custom_id: y, emoji: «tadda»}]"),
    right: command("- reply:\n    content: Hi\n    components: [{label: Yes, custom_id: y, emoji: tada}]"),
  }),
  "unknown-color": diagnostic<{ text: string; suggestion: string | undefined }>({
    code: "FUR3804",
    severity: "error",
    message: ({ text }) => `\`${text}\` is not a colour`,
    hint: ({ suggestion }) => suggestion ?? 'write it as "#5865F2"',
    explanation:
      "A colour is `#rrggbb`, a number up to 0xffffff, `{r, g, b}`, one of the theme, or a common name such as red.",
    wrong: command("- reply:\n    embeds: [{title: Hi, color: «ornage»}]"),
    right: command("- reply:\n    embeds: [{title: Hi, color: orange}]"),
  }),
  "unknown-component-type": diagnostic<{
    type: string;
    known: readonly string[];
    suggestion: string | undefined;
  }>({
    code: "FUR3805",
    severity: "error",
    message: ({ type }) => `there is no component of type \`${type}\` here`,
    hint: ({ known, suggestion }) => suggestion ?? `use one of ${known.join(", ")}`,
    explanation: "Messages hold rows of buttons and select menus, modals hold text inputs.",
    wrong: command("- reply:\n    content: Hi\n    components: [{type: «buton», label: Yes, custom_id: y}]"),
    right: command("- reply:\n    content: Hi\n    components: [{type: button, label: Yes, custom_id: y}]"),
  }),
  "duplicate-value": diagnostic<{ what: string; value: string }>({
    code: "FUR3806",
    severity: "error",
    message: ({ what, value }) => `a second ${what} \`${value}\``,
    hint: ({ what }) => `give each ${what} a value of its own`,
    explanation: "Discord refuses a message or modal in which two of these are the same.",
    wrong: command(
      "- reply:\n    content: Hi\n    components:\n      - {label: Yes, custom_id: y}\n      - «{label: No, custom_id: y}»",
    ),
    right: command(
      "- reply:\n    content: Hi\n    components:\n      - {label: Yes, custom_id: y}\n      - {label: No, custom_id: n}",
    ),
  }),
  "crowded-select": diagnostic({
    code: "FUR3807",
    severity: "error",
    message: () => "a select menu fills its row alone",
    hint: () => "give it a row of its own",
    explanation: "A row holds up to five buttons or one select menu.",
    wrong: command(
      "- reply:\n    content: Hi\n    components:\n      - type: row\n        components:\n          - {label: Yes, custom_id: y}\n          - «{type: user_select, custom_id: who}»",
    ),
    right: command(
      "- reply:\n    content: Hi\n    components:\n      - {label: Yes, custom_id: y}\n      - {type: user_select, custom_id: who}",
    ),
  }),
  "link-with-id": diagnostic({
    code: "FUR3808",
    severity: "error",
    message: () => "a link button has no custom_id",
    hint: () => "leave out either `url` or `custom_id`",
    explanation: "A button with a `url` leads there, and the bot does not hear of it.",
    wrong: command(
      '- reply:\n    content: Hi\n    components: [{label: Site, url: "https://example.org", custom_id: «site»}]',
    ),
    right: command('- reply:\n    content: Hi\n    components: [{label: Site, url: "https://example.org"}]'),
  }),
  "no-file": diagnostic<{ path: string; reason: "outside" | "missing" }>({
    code: "FUR3809",
    severity: "error",
    message: ({ path, reason }) =>
      reason === "missing" ? `there is no file \`${path}\`` : `\`${path}\` is not a file in the bot's folder`,
    hint: () => "name a file below the folder of the document, or an address",
    explanation:
      "Files are read from below the bot's folder when a message is sent; hidden files and those outside are not sent.",
    wrong: command("- reply:\n    content: Hi\n    files: [«rules.png»]"),
    right: command('- reply:\n    content: Hi\n    files: ["https://example.org/rules.png"]'),
  }),
  "asset-missing": diagnostic<{ path: string; candidates: readonly string[] }>({
    code: "FUR3812",
    severity: "error",
    message: ({ path }) => `there is no file \`${path}\``,
    hint: ({ path, candidates }) =>
      didYouMean(path, candidates) ?? "paths are relative to the folder of the first document",
    explanation:
      "Attachments and images below `assets.dir` are looked up when the bot is built, since nobody would notice later that an address leads nowhere.",
    wrong: `assets: {base_url: "https://cdn.example.org"}\n${command("- reply:\n    embeds:\n      - { title: Rules, image: «assets/rules.png» }")}`,
    right: `assets: {base_url: "https://cdn.example.org"}\n${command("- reply:\n    embeds:\n      - { title: Rules, image: https://example.org/rules.png }")}`,
  }),
  "asset-outside": diagnostic<{ path: string; folder: string }>({
    code: "FUR3813",
    severity: "error",
    message: ({ path, folder }) => `\`${path}\` is not below \`${folder}\`, so it is not served`,
    hint: ({ folder }) => `move it there (\`assets.dir\` is \`${folder}\`), or write an address`,
    explanation:
      "With `assets.base_url`, images that are named by a path become addresses: those of files below `assets.dir`, and of no others.",
    wrong: `assets: {base_url: "https://cdn.example.org"}\n${command("- reply:\n    embeds:\n      - { title: Rules, image: «rules.png» }")}`,
    right: `assets: {base_url: "https://cdn.example.org"}\n${command("- reply:\n    embeds:\n      - { title: Rules, image: https://example.org/rules.png }")}`,
  }),
  "image-without-address": diagnostic<{ path: string }>({
    code: "FUR3814",
    severity: "warning",
    message: ({ path }) => `Discord fetches images of embeds by their address, and \`${path}\` is a path`,
    hint: () =>
      "set `assets.base_url`, write an address, or attach the file and write attachment:// and its name",
    explanation:
      "Images of embeds are not sent along: Discord fetches them. A path becomes an address where `assets.base_url` says under which address the files of `assets.dir` are served; without it, Discord refuses the message.",
    wrong: command("- reply:\n    embeds:\n      - { title: Rules, image: «rules.png» }"),
    right: command("- reply:\n    embeds:\n      - { title: Rules, image: https://example.org/rules.png }"),
  }),
  "ineffective-field": diagnostic<{ field: string; why: string }>({
    code: "FUR3810",
    severity: "warning",
    message: ({ field, why }) => `\`${field}\` has no effect here: ${why}`,
    hint: () => "remove it",
    explanation: "Discord knows this only in other places.",
    wrong:
      "events:\n  - event: message_create\n    actions:\n      - reply: {content: Hi, ephemeral: «true»}\n",
    right: "events:\n  - event: message_create\n    actions:\n      - reply: {content: Hi}\n",
  }),
  "not-first-answer": diagnostic<{ action: string; before: string }>({
    code: "FUR3811",
    severity: "error",
    message: ({ action, before }) =>
      `\`${action}\` has to be the first answer, and \`${before}\` comes before it`,
    hint: ({ before }) => `remove \`${before}\`, or open the modal from a button of it`,
    explanation:
      "Discord opens a modal only as the first answer to an interaction that has not been deferred.",
    wrong: `components:\n  modals:\n    ask: {title: Ask, inputs: [{name: q}]}\n${command("- defer\n- «show_modal»: ask")}`,
    right: `components:\n  modals:\n    ask: {title: Ask, inputs: [{name: q}]}\n${command("- show_modal: ask")}`,
  }),
} as const;
