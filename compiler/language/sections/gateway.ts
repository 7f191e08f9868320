import { defineSection } from "../section.ts";

export default defineSection({
  name: "gateway",
  summary: "How the bot connects to Discord.",
  merge: "replace",
  supported: false,
});
