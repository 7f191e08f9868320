import { diagnostic } from "../definition.ts";

/** FUR443x: TypeScript that is part of a bot. */
export const pluginDiagnostics = {
  "plugin-not-a-module": diagnostic({
    code: "FUR4430",
    severity: "error",
    message: () => "a plugin is the path of a TypeScript or JavaScript module",
    hint: () => "write for example ./announce.ts",
    explanation:
      "`plugins` lists modules by their paths, relative to the entry file: `./announce.ts`. A package is used by way of a " +
      "module of the project that imports it. How a plugin is written is in docs/plugins.md.",
    wrong: 'plugins: [«"@furlow/logger"»]\n',
    right: "plugins: []\n",
  }),
  "plugin-syntax": diagnostic<{ message: string }>({
    code: "FUR4431",
    severity: "error",
    message: ({ message }) => `this is no TypeScript: ${message}`,
    explanation: "A module that `plugins` lists, or that one of them imports, cannot be read as TypeScript.",
    fixture: "plugin-syntax",
  }),
  "broadcast-captures": diagnostic<{ name: string }>({
    code: "FUR4432",
    severity: "error",
    message: ({ name }) => `\`${name}\` is declared outside of the function that runs on every shard`,
    hint: ({ name }) => `pass its value: \`broadcastEval((c, { ${name} }) => …, { context: { ${name} } })\``,
    explanation:
      "A function given to `broadcastEval` runs in every process of the bot. It is part of the bundle and found there by its " +
      "id; the values that variables have where it was written are not there. Its second parameter is the `context` that " +
      "goes along as JSON. What it imports is written with `await import(…)` inside of it, or done where the values arrive.",
    fixture: "broadcast-captures",
  }),
  "broadcast-not-inline": diagnostic({
    code: "FUR4433",
    severity: "error",
    message: () => "what runs on every shard is not written out here",
    hint: () => "write the function in the call: `broadcastEval((c) => c.guilds.cache.size)`",
    explanation:
      "The compiler gives every function of a `broadcastEval` an id by which other processes find it in their own bundle. " +
      "For that it has to stand in the call.",
    fixture: "broadcast-not-inline",
  }),
  "plugin-type-error": diagnostic<{ code: string; message: string }>({
    code: "FUR4434",
    severity: "error",
    message: ({ code, message }) => `${message} (${code})`,
    explanation:
      "Plugins are type-checked together with the generated code, strictly. The number is TypeScript's own: its " +
      "documentation and search engines know it.",
    test: "test/plugins/plugin-errors.test.ts",
  }),
  "plugin-not-bundled": diagnostic<{ message: string }>({
    code: "FUR4435",
    severity: "error",
    message: ({ message }) => `this cannot be bundled: ${message}`,
    explanation: "The bundler could not resolve or read what a plugin imports.",
    test: "test/plugins/plugin-errors.test.ts",
  }),
} as const;
