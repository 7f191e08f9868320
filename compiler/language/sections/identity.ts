import { defineSection } from "../section.ts";
import { expectMap } from "../section-forms.ts";

export default defineSection({
  name: "identity",
  summary: "The bot account's name, picture, banner and description.",
  normalise: (node, context) => expectMap("identity", node, context),
  merge: "replace",
  supported: true,
});
