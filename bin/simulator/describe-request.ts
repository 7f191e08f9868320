import { InteractionResponseType as Callback } from "discord-api-types/v10";
import { z } from "zod";
import type { LoggedRequest } from "../../simulator/index.ts";

/** The parts of a message that can be shown as text. */
const message = z.object({
  content: z.string().nullish(),
  title: z.string().nullish(),
  embeds: z.array(z.object({ title: z.string().nullish(), description: z.string().nullish() })).nullish(),
});
const callback = z.object({ type: z.number(), data: message.nullish() });

const CALLBACK = "/interactions/{interaction_id}/{interaction_token}/callback";

/** What a bot's request comes to, for whoever talks to it; undefined when it says nothing. */
export function describeRequest(request: LoggedRequest): string | undefined {
  const { method, path, route, status, body, problems } = request;
  if (status >= 400) return `(refused with ${status}: ${problems.join("; ") || `${method} ${path}`})`;
  if (method === "GET" || path.startsWith("/applications/")) return undefined;
  if (route === CALLBACK) return describeCallback(body);
  if (/\/messages(\/@original|\/\d+)?$/.test(path) || path.startsWith("/webhooks/")) {
    return method === "DELETE" ? "(deletes a message)" : textOf(message.safeParse(body).data);
  }
  return path.endsWith("/typing") ? undefined : `(${method} ${path})`;
}

function describeCallback(body: unknown): string | undefined {
  const { data } = callback.safeParse(body);
  if (data === undefined) return undefined;
  if (data.type === Callback.Modal) return `(opens the form "${data.data?.title ?? ""}")`;
  // A deferred answer says something once it is filled.
  const deferred = [Callback.DeferredChannelMessageWithSource, Callback.DeferredMessageUpdate];
  return deferred.includes(data.type) ? undefined : textOf(data.data);
}

function textOf(sent: z.infer<typeof message> | null | undefined): string {
  const embeds = sent?.embeds ?? [];
  const texts = [sent?.content, ...embeds.flatMap(({ title, description }) => [title, description])];
  return texts.filter(Boolean).join(" · ") || "(a message without text)";
}
