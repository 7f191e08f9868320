import { types } from "../../expression/types.ts";
import { baseRoots, channelRoots, guildRoots } from "../context-roots.ts";
import { defineEvent } from "../event.ts";

export default defineEvent({
  name: "invite_delete",
  summary: "An invite was deleted or has ended.",
  gateway: "INVITE_DELETE",
  intents: ["guild_invites"],
  roots: {
    ...baseRoots,
    ...guildRoots,
    ...channelRoots,
    invite: { type: types.entity("invite", { partial: true }) },
  },
  runtime: "onInviteDelete",
  contextType: "InviteDeleteContext",
  example: 'invite_delete:\n  actions:\n    - log: "${invite.code}"',
});
