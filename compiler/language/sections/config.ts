import { defineSection } from "../section.ts";

export default defineSection({
  name: "config",
  summary: "Free values that expressions read as config.name.",
  merge: "union",
  supported: true,
});
