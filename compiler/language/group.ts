import { type ActionDefinition, defineAction } from "./action.ts";

/** The key of a group, where an action has its name. */
const KEY = "actions";

/** `{when, actions: [...]}` among actions: several under one condition. It is no action, so it costs nothing. */
const group = defineAction({
  name: KEY,
  category: "flow",
  summary: "Runs several actions under one condition.",
  fields: {},
  lists: { [KEY]: { summary: "What runs.", required: true } },
  mainList: KEY,
  cost: 0,
  example: '- when: "member"\n  actions:\n    - log: one\n    - log: two',
  lower({ lists }, lower) {
    return { statements: lower.actions(lists[KEY]) };
  },
});

/** The definition of a group, when that is what a key among actions means. */
export function groupNamed(key: string): ActionDefinition | undefined {
  return key === KEY ? group : undefined;
}
