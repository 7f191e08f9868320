import { defineConfigKey } from "../config-key.ts";

export default [
  defineConfigKey({
    path: "assets.dir",
    type: { kind: "path" },
    default: undefined,
    when: "build",
    summary: "Folder of static files.",
    supported: false,
  }),
  defineConfigKey({
    path: "assets.base_url",
    type: { kind: "url" },
    default: undefined,
    when: "build",
    summary: "Address under which the static files are served.",
    supported: false,
  }),
] as const;
