/**
 * Fields of a body's top level that Discord's document does not have, that Discord ignores, and that
 * discord.js sends all the same. Being strict about unknown fields must not hit a library that works.
 */
const IGNORED: Readonly<Record<string, readonly string[]>> = {
  // GuildMemberManager.edit passes its options on beside the fields made from them.
  "PATCH /guilds/{guild_id}/members/{user_id}": ["communicationDisabledUntil", "channel", "reason"],
  // PermissionOverwriteManager.upsert repeats the id of the path.
  "PUT /channels/{channel_id}/permissions/{overwrite_id}": ["id"],
  // GuildTextThreadManager.create sends the type and `invitable` also where the message decides them.
  "POST /channels/{channel_id}/messages/{message_id}/threads": ["type", "invitable"],
  // A webhook's edits repeat the name and avatar that only its creation takes.
  "PATCH /webhooks/{webhook_id}/{webhook_token}/messages/{message_id}": ["username", "avatar_url"],
  "PATCH /webhooks/{webhook_id}/{webhook_token}/messages/@original": ["username", "avatar_url"],
};

/** The body as validation sees it: without the fields that Discord ignores on this route. */
export function withoutIgnored(method: string, route: string, body: unknown): unknown {
  const ignored = IGNORED[`${method} ${route}`];
  if (!ignored || typeof body !== "object" || body === null || Array.isArray(body)) return body;
  return Object.fromEntries(Object.entries(body).filter(([field]) => !ignored.includes(field)));
}
