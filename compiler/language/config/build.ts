import { defineConfigKey } from "../config-key.ts";

export default [
  defineConfigKey({
    path: "build.out",
    type: { kind: "path" },
    default: "dist",
    when: "build",
    summary: "Folder that the bundle and what belongs to it are written to.",
  }),
  defineConfigKey({
    path: "build.target",
    type: { kind: "number", minimum: 20, whole: true },
    default: 24,
    when: "build",
    summary: "Major version of Node.js that the bundle is made for.",
  }),
  defineConfigKey({
    path: "build.client",
    type: { kind: "choice", values: ["slim", "discord.js"] },
    default: "slim",
    when: "build",
    summary:
      "Whether plugins get a full discord.js Client; `discord.js` where nothing is said and a plugin imports discord.js.",
  }),
  defineConfigKey({
    path: "build.minify",
    type: { kind: "boolean" },
    default: true,
    when: "build",
    summary: "Whether the bundle is minified.",
  }),
] as const;
