import { defineSection } from "../section.ts";
import { expectMap } from "../section-forms.ts";
import { normaliseTheme } from "../theme-forms.ts";

export default defineSection({
  name: "theme",
  summary: "Colours and defaults that embeds share.",
  normalise: (node, context) => normaliseTheme(expectMap("theme", node, context)),
  merge: "replace",
  supported: true,
});
