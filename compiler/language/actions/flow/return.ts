import { types } from "../../../expression/types.ts";
import { defineAction } from "../../action.ts";
import { value } from "../../fields/values.ts";

export default defineAction({
  name: "return",
  category: "flow",
  summary: "Ends the flow with a value; in a command or event it ends the handler.",
  fields: { value: value("What the caller gets.", { acceptsNull: true }) },
  mainField: "value",
  cost: 1,
  ends: true,
  example: '- return:\n    value: "${a + b}"',
  check({ fields }, context) {
    context.scope.noteReturn(fields.value?.type ?? types.nothing);
  },
  lower({ fields }, lower) {
    return { inline: [lower.return(fields.value)] };
  },
});
