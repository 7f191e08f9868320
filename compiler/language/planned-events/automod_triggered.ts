import { types } from "../../expression/types.ts";
import { baseRoots, channelRoots, guildRoots, userRoots } from "../context-roots.ts";
import { definePlannedEvent } from "../planned-event.ts";

export default definePlannedEvent({
  name: "automod_triggered",
  summary: "A rule of automod has found something.",
  roots: {
    ...baseRoots,
    ...userRoots,
    ...guildRoots,
    ...channelRoots,
    message: { type: types.entity("message") },
    member: { type: types.optional(types.entity("member")) },
    automod: {
      type: types.map({
        rule: types.string,
        trigger: types.string,
        matched: types.list(types.string),
      }),
    },
  },
  example: 'automod_triggered:\n  actions:\n    - log: "${automod.rule}"',
});
