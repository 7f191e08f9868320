import { defineConfigKey } from "../config-key.ts";

export default [
  defineConfigKey({
    path: "plugins",
    type: { kind: "list" },
    default: undefined,
    when: "build",
    summary: "TypeScript modules that are part of the bot.",
  }),
] as const;
