import { defineSection } from "../section.ts";

export default defineSection({
  name: "analytics",
  summary: "Metrics about the bot.",
  merge: "replace",
  supported: false,
});
