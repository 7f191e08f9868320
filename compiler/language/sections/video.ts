import { defineSection } from "../section.ts";

export default defineSection({
  name: "video",
  summary: "What happens when members stream.",
  merge: "replace",
  supported: false,
});
