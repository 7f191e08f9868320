import { types } from "../../../expression/types.ts";
import { defineAction } from "../../action.ts";
import { textMap } from "../../fields/list-or-template.ts";
import { pipeName } from "../../fields/named-things.ts";
import { text, value } from "../../fields/values.ts";
import { word } from "../../fields/words.ts";

export default defineAction({
  name: "pipe_request",
  category: "misc",
  summary: "Makes an HTTP request through a pipe; `as` stores the answer, also one that says that it failed.",
  fields: {
    pipe: pipeName("Which pipe.", { required: true }),
    method: word(["GET", "POST", "PUT", "PATCH", "DELETE"])("The method; GET when left out."),
    path: text("Behind the pipe's address."),
    params: textMap("The query.", { aliases: ["query"] }),
    headers: textMap("Headers besides the pipe's."),
    body: value("What is sent, as JSON."),
  },
  cost: 20,
  bucket: "api_call",
  result: types.map({ status: types.number, ok: types.boolean, data: types.unknown }),
  example: "- pipe_request:\n    pipe: weather\n    path: /today\n    as: answer",
});
