import { eventSettings } from "../event-settings.ts";
import { handlerList } from "../handler-forms.ts";
import { defineSection } from "../section.ts";
import { renameKeys } from "../section-forms.ts";

const HANDLER_FIELDS: ReadonlySet<string> = new Set([
  "event",
  "name",
  "description",
  "when",
  "condition",
  "actions",
  ...Object.keys(eventSettings),
]);

export default defineSection({
  name: "events",
  summary: "What the bot does when something happens.",
  normalise: (node, context) =>
    handlerList(
      node,
      {
        section: "events",
        nameField: "event",
        fields: HANDLER_FIELDS,
        several: true,
        normaliseHandler: (handler) => renameKeys(handler, { condition: "when" }),
      },
      context,
    ),
  merge: "concat",
  supported: true,
});
