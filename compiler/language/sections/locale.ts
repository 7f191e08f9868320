import { defineSection } from "../section.ts";

export default defineSection({
  name: "locale",
  summary: "Texts in several languages.",
  merge: "replace",
  supported: false,
});
