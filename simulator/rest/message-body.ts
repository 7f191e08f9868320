import { MessageFlags } from "discord-api-types/v10";
import type { AllowedMentions } from "../world/messages.ts";
import type { Attachment, Component, Embed, Fields, Message } from "../world/model.ts";
import type { UploadedFile } from "./body.ts";
import { componentFaults } from "./components.ts";
import { type BodyFault, DiscordError } from "./discord-error.ts";
import type { RestContext } from "./route.ts";

/** A message as a body gives it; `undefined` where the body leaves a field out. */
export interface MessageBody {
  content?: string | null;
  embeds?: Embed[] | null;
  components?: Component[] | null;
  allowed_mentions?: AllowedMentions | null;
  flags?: number | null;
  tts?: boolean | null;
  nonce?: string | number | null;
  enforce_nonce?: boolean | null;
  attachments?: { id: string; filename?: string | null; description?: string | null }[] | null;
  message_reference?: { message_id?: string; type?: number; fail_if_not_exists?: boolean | null } | null;
  poll?: Fields | null;
  sticker_ids?: string[] | null;
  username?: string | null;
  avatar_url?: string | null;
  thread_name?: string | null;
}

const MAX_CONTENT = 2_000;
const MAX_EMBED_TEXT = 6_000;

/** A body that holds a message. Its shape is the schema's business. */
export function asMessageBody(body: Fields): MessageBody {
  return body as MessageBody;
}

/** Throws 50035 for what Discord refuses in a message beyond its schema. */
export function refuseFaulty(body: MessageBody, root: (string | number)[] = []): void {
  const faults = [...contentFaults(body), ...embedFaults(body.embeds ?? []), ...v2Faults(body)];
  if (body.components) faults.push(...componentFaults(body.components, body.flags ?? 0));
  if (faults.length === 0) return;
  throw new DiscordError(
    "invalidFormBody",
    faults.map((fault) => ({ ...fault, path: [...root, ...fault.path] })),
  );
}

/** Throws 50006 for a new message without anything in it. */
export function refuseEmpty(body: MessageBody, files: readonly UploadedFile[]): void {
  const anything =
    body.content?.trim() || body.embeds?.length || body.components?.length || body.sticker_ids?.length;
  if (!anything && files.length === 0 && !body.poll && body.message_reference?.type !== 1) {
    throw new DiscordError("emptyMessage");
  }
}

/** The attachments of a new message: each uploaded file with what the body says about it. */
export function attachmentsOf(context: RestContext, channelId: string, body: MessageBody): Attachment[] {
  return context.files.map((file) => {
    const index = /\d+/.exec(file.field)?.[0] ?? "0";
    const described = body.attachments?.find(({ id }) => String(id) === index);
    const id = context.world.ids.next();
    const filename = described?.filename ?? file.filename;
    const path = `/attachments/${channelId}/${id}/${encodeURIComponent(filename)}`;
    const url = `${context.origin}${path}`;
    context.world.uploads.set(path, file);
    const description = described?.description;
    const size = file.size;
    const base = { id, filename, size, url, proxy_url: url, content_type: file.contentType };
    return description ? { ...base, description } : base;
  });
}

/** The change that an edit makes to a message; fields that the body leaves out stay. */
export function messageChange(context: RestContext, message: Message, body: MessageBody): Partial<Message> {
  const change: Partial<Message> = {};
  if (body.content !== undefined) change.content = body.content ?? "";
  if (body.embeds !== undefined)
    change.embeds = (body.embeds ?? []).map((embed) => ({ type: "rich", ...embed }));
  if (body.components !== undefined) change.components = body.components ?? [];
  if (body.flags !== undefined && body.flags !== null) change.flags = editedFlags(message.flags, body.flags);
  const added = attachmentsOf(context, message.channel_id, body);
  if (body.attachments || added.length > 0) {
    const kept = new Set(body.attachments?.map(({ id }) => String(id)));
    const old = body.attachments ? message.attachments.filter(({ id }) => kept.has(id)) : message.attachments;
    change.attachments = [...old, ...added];
  }
  return change;
}

/** Only these may be changed by an edit; the others a message keeps. */
function editedFlags(old: number, wanted: number): number {
  const editable = MessageFlags.SuppressEmbeds | MessageFlags.IsComponentsV2;
  return (old & ~MessageFlags.SuppressEmbeds) | (wanted & editable);
}

function contentFaults({ content }: MessageBody): BodyFault[] {
  if (typeof content !== "string" || [...content].length <= MAX_CONTENT) return [];
  const message = `Must be ${MAX_CONTENT} or fewer in length.`;
  return [{ path: ["content"], code: "BASE_TYPE_MAX_LENGTH", message }];
}

function embedFaults(embeds: Embed[]): BodyFault[] {
  const total = embeds.reduce((sum, embed) => sum + embedLength(embed), 0);
  if (total <= MAX_EMBED_TEXT) return [];
  const message = `Embed size exceeds maximum size of ${MAX_EMBED_TEXT}`;
  return [{ path: ["embeds"], code: "MAX_EMBED_SIZE_EXCEEDED", message }];
}

function embedLength({ title, description, footer, author, fields }: Embed): number {
  const texts = [title, description, footer?.text, author?.name];
  for (const field of fields ?? []) texts.push(field.name, field.value);
  return texts.reduce((sum, text) => sum + (text?.length ?? 0), 0);
}

function v2Faults({ content, embeds, poll, flags }: MessageBody): BodyFault[] {
  if (((flags ?? 0) & MessageFlags.IsComponentsV2) === 0) return [];
  const filled = { content: Boolean(content), embeds: Boolean(embeds?.length), poll: Boolean(poll) };
  return Object.entries(filled).flatMap(([field, present]) =>
    present
      ? [
          {
            path: [field],
            code: "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2",
            message: `The '${field}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2`,
          },
        ]
      : [],
  );
}
