import { types } from "../../expression/types.ts";
import { interactionRoots } from "../context-roots.ts";
import { definePlannedEvent } from "../planned-event.ts";

export default definePlannedEvent({
  name: "modal_submit",
  summary: "Someone has sent a form.",
  roots: {
    ...interactionRoots,
    custom_id: { type: types.string },
    component_type: { type: types.string },
    message: { type: types.optional(types.entity("message")) },
    messageId: { type: types.optional(types.string) },
    fields: { type: types.map({}, types.string), aliases: ["modal_values"] },
  },
  example: 'modal_submit:\n  actions:\n    - reply: "${fields.name}"',
});
