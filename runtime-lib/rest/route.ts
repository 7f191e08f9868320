const ID = /\d{16,20}/g;

/**
 * Discord's route of a request's path, without what differs from one request to the next: ids, tokens, emojis.
 * `/api/v10/channels/123456789012345678/messages?limit=5` → `/channels/:id/messages`.
 */
export function routeOf(path: string): string {
  const start = /^.*?\/v\d+(?=\/)/.exec(path)?.[0].length ?? 0;
  const end = path.indexOf("?");
  return path
    .slice(start, end === -1 ? undefined : end)
    .replace(ID, ":id")
    .replace(/^\/(interactions|webhooks)\/:id\/[^/]+/, "/$1/:id/:token")
    .replace(/\/reactions\/.*/, "/reactions/:reaction")
    .replace(/^\/invites\/[^/]+/, "/invites/:code")
    .replace(/\/templates\/[^/]+/, "/templates/:code");
}
