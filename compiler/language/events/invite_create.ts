import { types } from "../../expression/types.ts";
import { baseRoots, channelRoots, guildRoots } from "../context-roots.ts";
import { defineEvent } from "../event.ts";

export default defineEvent({
  name: "invite_create",
  summary: "An invite was made.",
  gateway: "INVITE_CREATE",
  intents: ["guild_invites"],
  roots: {
    ...baseRoots,
    ...guildRoots,
    ...channelRoots,
    invite: { type: types.entity("invite") },
    user: { type: types.optional(types.entity("user")) },
    userId: { type: types.optional(types.string) },
  },
  runtime: "onInviteCreate",
  contextType: "InviteCreateContext",
  example: 'invite_create:\n  actions:\n    - log: "${invite.url}"',
});
