import { type APIMessage, Routes } from "discord-api-types/v10";
import { text } from "../../expressions/values.ts";
import { channelIdFor, type MessageContext, type MessageReference } from "../../references/message-target.ts";
import { idIn, idsIn } from "../../references/references.ts";
import type { Message } from "../../types.ts";
import { attempt } from "../attempt.ts";

/** How many messages Discord lists and deletes at once. */
const MAXIMUM = 100;
/** Discord deletes no older ones in bulk, in milliseconds; a minute less, for the time on the way. */
const OLDEST = 14 * 86_400_000 - 60_000;
/** Milliseconds since 1970 at which snowflakes begin. */
const DISCORD_EPOCH = 1_420_070_400_000n;

export interface BulkDeletion extends Pick<MessageReference, "channel"> {
  /** How many of the last messages to look at, from 1 to 100; 100 when left out. */
  readonly count?: number;
  /** Only those of this user, or of these; nothing and an empty text are all. */
  readonly user?: unknown;
  /** Only those for which it holds. */
  filter?(message: Message): unknown;
  /** These instead of the last ones: ids or messages. */
  readonly messages?: unknown;
}

/** Deletes messages of a channel, those of the last two weeks only; gives how many. Throws ActionError. */
export async function bulkDelete(ctx: MessageContext, options: BulkDeletion = {}): Promise<number> {
  return await attempt(ctx, "bulk_delete", 5, async () => {
    const channelId = await channelIdFor(ctx, "channel" in options ? { channel: options.channel } : {});
    const ids = "messages" in options ? given(options.messages) : await last(ctx, channelId, options);
    const deletable = [...new Set(ids)].filter((id) => Date.now() - sentAt(id) < OLDEST);
    for (let i = 0; i < deletable.length; i += MAXIMUM) {
      await remove(ctx, channelId, deletable.slice(i, i + MAXIMUM));
    }
    return deletable.length;
  });
}

function given(messages: unknown): string[] {
  return messages === undefined || messages === null ? [] : idsIn(messages, "message");
}

async function last(ctx: MessageContext, channelId: string, options: BulkDeletion): Promise<string[]> {
  const count = Math.round(options.count ?? MAXIMUM) || MAXIMUM;
  const limit = Math.min(MAXIMUM, Math.max(1, count));
  const query = new URLSearchParams({ limit: String(limit) });
  const messages = (await ctx.bot.rest.get(Routes.channelMessages(channelId), { query })) as APIMessage[];
  const authors = wantedAuthors(options.user);
  return messages
    .filter((message) => authors === undefined || authors.includes(message.author.id))
    .filter((message) => options.filter?.(message as Message) ?? true)
    .map((message) => message.id);
}

/** The users whose messages are wanted; undefined for everyone's. */
function wantedAuthors(user: unknown): string[] | undefined {
  const written = typeof user === "object" && user !== null ? user : text(user).trim();
  if (written === "" || written === "null" || written === "undefined") return undefined;
  return Array.isArray(written) ? idsIn(written, "user") : [idIn(written, "user")];
}

/** Discord deletes two or more in bulk, and a single one by itself. */
async function remove(ctx: MessageContext, channelId: string, ids: readonly string[]): Promise<void> {
  const [only] = ids;
  if (only === undefined) return;
  if (ids.length === 1) await ctx.bot.rest.delete(Routes.channelMessage(channelId, only));
  else await ctx.bot.rest.post(Routes.channelBulkDelete(channelId), { body: { messages: ids } });
}

function sentAt(id: string): number {
  return Number((BigInt(id) >> 22n) + DISCORD_EPOCH);
}
