import { ERROR_HANDLER_KEYS } from "../error-fields.ts";
import { handlerList } from "../handler-forms.ts";
import { defineSection } from "../section.ts";
import { changeValue, expectMap } from "../section-forms.ts";

export default defineSection({
  name: "errors",
  summary: "What happens when a handler fails.",
  normalise: (node, context) =>
    changeValue(expectMap("errors", node, context), "handlers", (handlers) =>
      handlerList(
        handlers,
        {
          section: "errors.handlers",
          nameField: "name",
          fields: ERROR_HANDLER_KEYS,
          several: false,
          normaliseHandler: (handler) => handler,
        },
        context,
      ),
    ),
  merge: "replace",
  secrets: ["handlers.*.webhook_url"],
  supported: true,
});
