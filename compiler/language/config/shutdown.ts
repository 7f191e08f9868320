import { defineConfigKey } from "../config-key.ts";

export default [
  defineConfigKey({
    path: "shutdown.timeout",
    type: { kind: "duration" },
    default: 20_000 /* ms */,
    when: "start",
    summary: "How long handlers may take to finish when the bot stops.",
  }),
] as const;
