import { defineSection } from "../section.ts";
import { expectMap } from "../section-forms.ts";
import { union, unionWith } from "../section-merge.ts";

export default defineSection({
  name: "canvas",
  summary: "Pictures the bot draws.",
  normalise: (node, context) => expectMap("canvas", node, context),
  merge: unionWith({ generators: union, fonts: union }),
  supported: false,
});
