import { defineSection } from "../section.ts";

export default defineSection({
  name: "permissions",
  summary: "Owners, permission levels and default access rules.",
  merge: "replace",
  supported: true,
});
