import { defineSection } from "../section.ts";

export default defineSection({
  name: "version",
  summary: "The version of the language the file is written for.",
  merge: "keep",
  supported: true,
});
