import { defineSection } from "../section.ts";

export default defineSection({
  name: "imports",
  summary: "Further files whose sections are merged into this one.",
  merge: "keep",
  supported: true,
});
