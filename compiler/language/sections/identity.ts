import { defineSection } from "../section.ts";
import { expectMap, renameKeys } from "../section-forms.ts";

export default defineSection({
  name: "identity",
  summary: "The bot account's name, picture, banner and description.",
  normalise: (node, context) => renameKeys(expectMap("identity", node, context), { description: "about" }),
  merge: "replace",
  supported: true,
});
