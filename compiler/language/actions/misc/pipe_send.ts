import { types } from "../../../expression/types.ts";
import { defineAction } from "../../action.ts";
import { pipeName } from "../../fields/named-things.ts";
import { duration, value } from "../../fields/values.ts";

export default defineAction({
  name: "pipe_send",
  category: "misc",
  summary: "Sends something over a pipe; with `as` it waits for an answer.",
  fields: {
    pipe: pipeName("Which pipe.", { required: true }),
    data: value("What is sent: a map as JSON, or a text.", { required: true }),
    timeout: duration("How long to wait for an answer."),
  },
  cost: 10,
  bucket: "api_call",
  result: types.unknown,
  example: "- pipe_send:\n    pipe: events\n    data:\n      type: hello",
});
