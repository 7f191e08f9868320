import { defineSection } from "../section.ts";
import { changeItems, expectList, renameKeys, withActionList } from "../section-forms.ts";

export default defineSection({
  name: "context_menus",
  summary: "Commands in the menu of a user or a message.",
  normalise: (node, context) =>
    changeItems(expectList("context_menus", node, context), (menu) =>
      withActionList(renameKeys(menu, { guilds: "guild_ids" })),
    ),
  merge: "concat",
  supported: true,
});
