import { defineSection } from "../section.ts";

export default defineSection({
  name: "plugins",
  summary: "TypeScript modules that are part of the bot.",
  merge: "concat",
  supported: true,
});
