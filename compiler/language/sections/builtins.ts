import { checkFields } from "../../2-check/fields.ts";
import { wrongKind } from "../../2-check/values/expressions.ts";
import {
  entryOf,
  isNull,
  isText,
  type MapNode,
  type Node,
  type ScalarNode,
  synthetic,
  valueAt,
} from "../../source/node.ts";
import { templates } from "../fields/structures.ts";
import { word } from "../fields/words.ts";
import { defineSection } from "../section.ts";
import { changeItems, expectList } from "../section-forms.ts";

const MODULES = [
  "afk",
  "auto-responder",
  "giveaways",
  "leveling",
  "logging",
  "moderation",
  "music",
  "polls",
  "reaction-roles",
  "reminders",
  "starboard",
  "tickets",
  "utilities",
  "welcome",
];
const OTHER_SPELLINGS = { auto_responder: "auto-responder", reaction_roles: "reaction-roles" };

const MODULE_FIELDS = {
  module: word(MODULES, OTHER_SPELLINGS)("Which one.", { required: true }),
  config: templates("Its settings."),
};

export default defineSection({
  name: "builtins",
  summary: "Ready-made modules, such as moderation or levelling, and their settings.",
  normalise: (node, context) =>
    node.kind === "map"
      ? synthetic.list(
          node.entries.map(({ key, value }) => moduleEntry(key, value)),
          node.span,
        )
      : changeItems(expectList("builtins", node, context), (item) =>
          isText(item) ? synthetic.map([["module", item]], item.span) : item,
        ),
  merge: mergeModules,
  check(node, context) {
    if (node.kind !== "list") return;
    for (const item of node.items) {
      if (item.kind === "map") checkFields(MODULE_FIELDS, item, "module", item.span, context);
      else wrongKind(item, "a module, such as {module: moderation}", context);
    }
  },
  supported: false,
});

/** `moderation: true` and `moderation:` enable a module as it is, `moderation: false` turns it off. */
function moduleEntry(key: ScalarNode, value: Node): Node {
  const isSwitch = value.kind === "scalar" && typeof value.value === "boolean";
  const config = isNull(value)
    ? []
    : [["config", isSwitch ? synthetic.map([["enabled", value]], value.span) : value] as const];
  return synthetic.map([["module", key], ...config], value.span);
}

/** The later entry for a module replaces the earlier one. */
function mergeModules(base: Node, imported: Node): Node {
  if (base.kind !== "list" || imported.kind !== "list") return imported;
  const replaced = new Set(imported.items.map(moduleName));
  const kept = base.items.filter((item) => moduleName(item) === undefined || !replaced.has(moduleName(item)));
  return synthetic.list([...kept, ...imported.items], base.span);
}

function moduleName(item: Node): unknown {
  const name =
    item.kind === "map" && entryOf(item as MapNode, "module") ? valueAt(item, "module") : undefined;
  return name?.kind === "scalar" ? name.value : undefined;
}
