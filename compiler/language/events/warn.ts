import { types } from "../../expression/types.ts";
import { baseRoots } from "../context-roots.ts";
import { FAILURE_TYPE } from "../error-type.ts";
import { defineEvent } from "../event.ts";

export default defineEvent({
  name: "warn",
  summary: "A handler was stopped because it used more than its quota.",
  intents: [],
  roots: {
    ...baseRoots,
    error: { type: FAILURE_TYPE },
    errorMessage: { type: types.string },
  },
  runtime: "onWarn",
  contextType: "WarnContext",
  example: 'warn:\n  actions:\n    - log: "${error.handler}: ${error.message}"',
});
