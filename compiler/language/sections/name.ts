import { defineSection } from "../section.ts";

export default defineSection({
  name: "name",
  summary: "The bot's name, for people.",
  merge: "keep",
  supported: true,
});
