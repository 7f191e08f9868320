import { componentContext, selectContext } from "../contexts.ts";
import { defineEvent } from "../event.ts";

export default defineEvent({
  name: "select_menu",
  summary: "Someone has chosen from a menu; the menu's own actions have run.",
  intents: [],
  roots: selectContext.roots,
  runtime: "onSelectMenu",
  contextType: selectContext.type,
  contextBase: componentContext,
  example: 'select_menu:\n  actions:\n    - reply: "${values|join}"',
});
