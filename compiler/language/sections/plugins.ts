import { defineSection } from "../section.ts";

export default defineSection({
  name: "plugins",
  summary: "TypeScript modules that add to the language.",
  merge: "concat",
  supported: false,
});
