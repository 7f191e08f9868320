import { diagnostic } from "../definition.ts";

const TEST = "test/plugins/discord-client-errors.test.ts";

/** FUR449x: the discord.js Client of plugins. */
export const discordClientDiagnostics = {
  "discord-js-missing": diagnostic({
    code: "FUR4490",
    severity: "error",
    message: () => "discord.js is not installed in this project",
    hint: () => "run `npm install discord.js@14` beside the entry file",
    explanation:
      "With `build.client: discord.js`, or where a plugin imports discord.js and nothing else is said, plugins get a Client of " +
      "the discord.js that the project has. It is looked for from the folder of the entry file, as Node does.",
    test: TEST,
  }),
  "discord-js-version": diagnostic<{ version: string }>({
    code: "FUR4491",
    severity: "error",
    message: ({ version }) =>
      `plugins get a Client of discord.js 14, from 14.16 on; this project has ${version}`,
    hint: () => "run `npm install discord.js@14`",
    explanation:
      "The Client is fed with what the bot's own connections bring, through a hook of discord.js 14. Other versions have " +
      "another one, or none.",
    test: TEST,
  }),
  "client-without-plugin": diagnostic({
    code: "FUR4492",
    severity: "warning",
    message: () => "`build.client: discord.js` has no effect: the bot has no plugins",
    hint: () => "remove it, or list the module that uses the Client under `plugins`",
    explanation: "A discord.js Client is for plugins. Without one nothing could use it, and it is left out.",
    test: TEST,
  }),
} as const;
