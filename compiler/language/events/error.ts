import { types } from "../../expression/types.ts";
import { baseRoots } from "../context-roots.ts";
import { defineEvent } from "../event.ts";

export default defineEvent({
  name: "error",
  summary: "A handler has failed, and nothing in the document has caught it.",
  intents: [],
  roots: {
    ...baseRoots,
    error: {
      type: types.map({
        message: types.string,
        name: types.string,
        code: types.optional(types.string),
        action: types.optional(types.string),
        handler: types.string,
      }),
    },
    errorMessage: { type: types.string },
  },
  runtime: "onError",
  contextType: "ErrorContext",
  example: 'error:\n  actions:\n    - log: "${error.handler}: ${error.message}"',
});
