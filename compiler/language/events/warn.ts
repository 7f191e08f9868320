import { types } from "../../expression/types.ts";
import { baseRoots } from "../context-roots.ts";
import { defineEvent } from "../event.ts";

export default defineEvent({
  name: "warn",
  summary: "A handler was stopped because it used more than its quota.",
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
  runtime: "onWarn",
  contextType: "WarnContext",
  example: 'warn:\n  actions:\n    - log: "${error.handler}: ${error.message}"',
});
