import { defineConfigKey } from "../config-key.ts";

export default [
  defineConfigKey({
    path: "assets.dir",
    type: { kind: "path" },
    default: "assets",
    when: "build",
    summary: "Folder of static files; attachments named by a path below it are shipped beside the bundle.",
  }),
  defineConfigKey({
    path: "assets.base_url",
    type: { kind: "url" },
    default: undefined,
    when: "build",
    summary:
      "Address under which the static files are served, such as a CDN's: attachments and images named by a path below `assets.dir` become addresses.",
  }),
] as const;
