import { checkFields } from "../2-check/fields.ts";
import { wrongKind } from "../2-check/values/expressions.ts";
import { types } from "../expression/types.ts";
import { baseRoots } from "./context-roots.ts";
import type { Roots } from "./event.ts";
import { type Checked, fieldKind } from "./field.ts";
import { choice, condition, text } from "./fields/values.ts";

/** Most characters that Discord shows of an activity. */
const MAXIMUM_TEXT = 128;

const limited = (summary: string) =>
  text(summary, { limit: { what: "the activity", maximum: MAXIMUM_TEXT } });

export const activityFields = {
  type: choice(["playing", "streaming", "listening", "watching", "custom", "competing"])(
    "What stands before the text; `playing` by default, nothing for `custom`.",
  ),
  text: limited("What the bot does."),
  state: limited("A second line; of `custom` the text itself."),
  url: text("Of `streaming`: the address at Twitch or YouTube."),
};

/** An activity whose fields are checked. */
export type CheckedActivity = Checked<typeof activityFields>;

const activity = fieldKind<CheckedActivity>(
  "activity",
  { type: "object" },
  (node, context) => {
    if (node.kind !== "map") return wrongKind(node, "a map with type and text", context);
    const checked = checkFields(activityFields, node, "activity", node.span, context);
    if (checked === undefined) return undefined;
    const { type, text: shown, state, url } = checked;
    if (shown === undefined && !(type === "custom" && state !== undefined)) {
      context.diagnostics.report("missing-field", node.span, { field: "text", owner: "activity" });
    }
    if (url?.span !== undefined && type !== "streaming") {
      const reason = "only `type: streaming` has an address";
      context.diagnostics.report("no-effect", url.span, { key: "url", reason, hint: "remove it" });
    }
    return checked;
  },
  activityFields,
);

/** What the bot shows at one time. */
export const shownFields = {
  status: choice(["online", "idle", "dnd", "invisible"])("The dot beside the name; `online` by default."),
  activity: activity("What stands below the name."),
};

export type Shown = Checked<typeof shownFields>;

/** `default: true` beside the fields, or `default:` with the fields in it. */
const fallback = fieldKind<true | Shown>(
  "default",
  { type: ["boolean", "object"] },
  (node, context) => {
    if (node.kind === "scalar" && node.value === true) return true;
    if (node.kind !== "map") return wrongKind(node, "true, or a map with status and activity", context);
    return checkFields(shownFields, node, "default", node.span, context);
  },
  shownFields,
);

export const dynamicFields = {
  when: condition("When this is shown, if nothing before it is."),
  default: fallback("Shown when nothing else is."),
  ...shownFields,
};

/** What expressions of a presence can read: it belongs to a shard, and to no event. */
export const presenceRoots = {
  ...baseRoots,
  client: {
    ...baseRoots.client,
    shortcuts: { shard: { type: types.entity("shards"), property: "shards" } },
  },
} as const satisfies Roots;

/** Roots, as paths, that are known before the bot has connected. */
export const EARLY_ROOTS: ReadonlySet<string> = new Set(["now", "random", "shard", "client.shard"]);
