import { defineAction } from "../../action.ts";
import { dmFields, reason } from "../../fields/moderation.ts";
import { numberWithin } from "../../fields/numbers.ts";
import { userTargets } from "../../fields/targets.ts";
import { duration } from "../../fields/values.ts";

const days = numberWithin({ minimum: 0, maximum: 7, whole: true });

export default defineAction({
  name: "ban",
  category: "member",
  summary: "Bans a user, also one who is no member.",
  fields: {
    user: userTargets("Who.", { required: true, aliases: ["member", "user_id"] }),
    reason,
    delete_message_days: days("Of how many days the user's messages are deleted.", {
      aliases: ["delete_messages"],
    }),
    duration: duration("After how long the ban ends; without it it stays."),
    ...dmFields,
  },
  cost: 5,
  guildOnly: true,
  permissions: ["BanMembers"],
  example: '- ban:\n    user: "${user.id}"\n    delete_message_days: 1',
});
