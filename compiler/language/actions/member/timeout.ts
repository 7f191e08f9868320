import { defineAction } from "../../action.ts";
import { dmFields, reason } from "../../fields/moderation.ts";
import { durationUpTo } from "../../fields/numbers.ts";
import { userTargets } from "../../fields/targets.ts";

/** Discord takes no longer ones. */
const timeoutDuration = durationUpTo(2_419_200_000 /* ms: 28 days */);

export default defineAction({
  name: "timeout",
  category: "member",
  summary: "Keeps a member from writing and speaking for a while.",
  fields: {
    user: userTargets("Who.", { required: true, aliases: ["member", "user_id"] }),
    duration: timeoutDuration("For how long.", { required: true }),
    reason,
    ...dmFields,
  },
  cost: 3,
  guildOnly: true,
  permissions: ["ModerateMembers"],
  example: '- timeout:\n    user: "${user.id}"\n    duration: 10m',
});
