import { normaliseCommand } from "../command-forms.ts";
import { defineSection } from "../section.ts";
import { changeItems, expectList } from "../section-forms.ts";

export default defineSection({
  name: "commands",
  summary: "Slash commands and what they do.",
  normalise: (node, context) => changeItems(expectList("commands", node, context), normaliseCommand),
  merge: "concat",
  supported: true,
});
