import { types } from "../../expression/types.ts";
import { interactionRoots } from "../context-roots.ts";
import { definePlannedEvent } from "../planned-event.ts";

export default definePlannedEvent({
  name: "button_click",
  summary: "Someone has pressed a button.",
  roots: {
    ...interactionRoots,
    custom_id: { type: types.string },
    component_type: { type: types.string },
    message: { type: types.optional(types.entity("message")) },
    messageId: { type: types.optional(types.string) },
  },
  example: "button_click:\n  when: \"custom_id == 'hello'\"\n  actions:\n    - reply: Hello!",
});
