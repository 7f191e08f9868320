import { types } from "../../expression/types.ts";
import { baseRoots } from "../context-roots.ts";
import { FAILURE_TYPE } from "../error-type.ts";
import { defineEvent } from "../event.ts";

export default defineEvent({
  name: "error",
  summary:
    "A handler has failed, and nothing in the document has caught it: no `catch`, no handler under `errors`.",
  intents: [],
  roots: {
    ...baseRoots,
    error: { type: FAILURE_TYPE },
    errorMessage: { type: types.string },
  },
  runtime: "onError",
  contextType: "ErrorContext",
  example: 'error:\n  actions:\n    - log: "${error.handler}: ${error.message}"',
});
