import { defineSection } from "../section.ts";

export default defineSection({
  name: "errors",
  summary: "What happens when a handler fails.",
  merge: "replace",
  secrets: ["handlers.*.webhook_url"],
  supported: false,
});
