import { types } from "../../expression/types.ts";
import { interactionRoots } from "../context-roots.ts";
import { definePlannedEvent } from "../planned-event.ts";

export default definePlannedEvent({
  name: "select_menu",
  summary: "Someone has chosen from a menu.",
  roots: {
    ...interactionRoots,
    custom_id: { type: types.string },
    component_type: { type: types.string },
    message: { type: types.optional(types.entity("message")) },
    messageId: { type: types.optional(types.string) },
    values: { type: types.list(types.string), aliases: ["selected"] },
  },
  example: 'select_menu:\n  actions:\n    - reply: "${values|join}"',
});
