import { checkFields } from "../2-check/fields.ts";
import { wrongKind } from "../2-check/values/expressions.ts";
import { COOLDOWN_SCOPES } from "./cooldown-scopes.ts";
import { type Checked, fieldKind } from "./field.ts";
import { cronPattern } from "./fields/cron.ts";
import { count, fixedDuration, flag, type Setting } from "./fields/settings.ts";
import { choice, text } from "./fields/values.ts";

const cooldownFields = {
  per: choice(COOLDOWN_SCOPES)("Whose uses are counted together; `user` by default."),
  duration: fixedDuration("The time in which no more uses are allowed.", { required: true }),
  rate: count("Uses allowed in that time; 1 by default."),
  message: text("What is answered; events have nobody to answer."),
};

const cooldown = fieldKind<Setting<Checked<typeof cooldownFields>>>(
  "cooldown",
  { type: "object", required: ["duration"] },
  (node, context) => {
    if (node.kind !== "map") return wrongKind(node, "a map with per and duration", context);
    const value = checkFields(cooldownFields, node, "cooldown", node.span, context);
    return value && { value, span: node.span };
  },
  cooldownFields,
);

/** When and how often an event handler runs (spec.md §11). */
export const eventSettings = {
  debounce: fixedDuration("Runs once so much time has passed without a further event, on the last one."),
  throttle: fixedDuration("Runs at most once in so much time, on the first event."),
  once: flag("Runs no more after the first run that ended well."),
  cooldown: cooldown("Runs only so often for one user, channel or guild."),
  timeout: fixedDuration("How long it may take, waits excluded; 30s by default."),
  maxHandlers: count("How many handlers of this event run on one event, the first ones; 10 by default."),
  cron: cronPattern("Also runs at these times, without an event."),
  interval: fixedDuration("Also runs every so often, without an event."),
};

export type EventSettings = Checked<typeof eventSettings>;
