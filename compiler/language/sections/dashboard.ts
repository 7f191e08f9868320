import { defineSection } from "../section.ts";

export default defineSection({
  name: "dashboard",
  summary: "A web page to look after the bot.",
  merge: "replace",
  supported: false,
});
