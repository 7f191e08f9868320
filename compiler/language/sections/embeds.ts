import { entryOf, keyText, type MapNode, type Node, synthetic } from "../../source/node.ts";
import { defineSection } from "../section.ts";
import { changeValue, expectMap } from "../section-forms.ts";
import { union, unionWith } from "../section-merge.ts";
import { normaliseTheme } from "../theme-forms.ts";

export default defineSection({
  name: "embeds",
  summary: "Embeds that messages use by name.",
  normalise: (node, context) =>
    changeValue(withTemplates(expectMap("embeds", node, context)), "theme", normaliseTheme),
  merge: unionWith({ templates: union }),
  supported: true,
});

/** `{name: embed}` stands for `{templates: {name: embed}}`. */
function withTemplates(embeds: MapNode): Node {
  if (entryOf(embeds, "templates") !== undefined) return embeds;
  const templates = embeds.entries.filter((entry) => keyText(entry) !== "theme");
  if (templates.length === 0) return embeds;
  const theme = embeds.entries.filter((entry) => keyText(entry) === "theme");
  const key = synthetic.scalar("templates", embeds.span);
  const value: MapNode = { kind: "map", entries: templates, span: embeds.span };
  return { kind: "map", entries: [...theme, { key, value }], span: embeds.span };
}
