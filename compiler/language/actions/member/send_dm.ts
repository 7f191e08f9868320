import { types } from "../../../expression/types.ts";
import { defineAction } from "../../action.ts";
import { checkNotEmpty, messageFields } from "../../fields/message.ts";
import { userTargets } from "../../fields/targets.ts";

export default defineAction({
  name: "send_dm",
  category: "member",
  summary: "Sends a direct message to a user.",
  fields: {
    user: userTargets("To whom.", { required: true, aliases: ["member", "user_id"] }),
    ...messageFields,
  },
  cost: 5,
  bucket: "send_dm",
  result: types.entity("message"),
  example: '- send_dm:\n    user: "${user.id}"\n    content: Hello!',
  check({ fields, nameSpan }, context) {
    checkNotEmpty(fields, { name: "send_dm", span: nameSpan }, context);
  },
});
