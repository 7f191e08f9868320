import { defineSection } from "../section.ts";

export default defineSection({
  name: "voice",
  summary: "How the bot behaves in voice channels.",
  merge: "replace",
  supported: false,
});
