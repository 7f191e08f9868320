import { boolean, text } from "./values.ts";

/** Why, shown in the guild's audit log. */
export const reason = text("Why, for the audit log.", {
  limit: { what: "the reason", maximum: 512 },
});

/** A direct message before a member is punished. */
export const dmFields = {
  dm_user: boolean("Whether the user is told first, in a direct message."),
  dm_message: text("What the user is told.", { limit: { what: "the message", maximum: 2000 } }),
};
