import { defineAction } from "../../action.ts";
import { text } from "../../fields/values.ts";

export default defineAction({
  name: "cancel_timer",
  category: "misc",
  summary: "Takes a timer back; nothing when there is none of that name.",
  fields: { id: text("Its name.", { required: true }) },
  mainField: "id",
  cost: 1,
  example: '- cancel_timer: "reminder_${user.id}"',
});
