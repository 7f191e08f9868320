import { defineSection } from "../section.ts";

export default defineSection({
  name: "description",
  summary: "What the bot does, for people.",
  merge: "keep",
  supported: true,
});
