import type { APIEmbed } from "discord-api-types/v10";

/** An embed as generated code writes it: images by their address, a timestamp as a date. */
export interface EmbedInput {
  readonly title?: string;
  readonly description?: string;
  readonly url?: string;
  readonly color?: number;
  readonly timestamp?: unknown;
  readonly author?: { readonly name: string; readonly url?: string; readonly icon_url?: string };
  readonly footer?: { readonly text: string; readonly icon_url?: string };
  readonly fields?: readonly (EmbedFieldInput | undefined)[];
  readonly image?: string;
  readonly thumbnail?: string;
}

export interface EmbedFieldInput {
  readonly name: string;
  readonly value: string;
  readonly inline?: boolean;
}

/** An embed as Discord takes it. */
export type Embed = APIEmbed;

/** An embed as Discord takes it: what came out empty is left out, for Discord refuses empty addresses. */
export function embed({ image, thumbnail, timestamp, author, footer, fields, ...rest }: EmbedInput): Embed {
  return withoutEmpty({
    ...rest,
    author: author && (author.name === "" ? undefined : withoutEmpty(author)),
    footer: footer && (footer.text === "" ? undefined : withoutEmpty(footer)),
    fields: fields?.filter((field) => field !== undefined),
    image: image ? { url: image } : undefined,
    thumbnail: thumbnail ? { url: thumbnail } : undefined,
    timestamp: isoTime(timestamp),
  }) as Embed;
}

/** A moment as Discord takes it; undefined for what is none. */
function isoTime(value: unknown): string | undefined {
  if (value === undefined || value === null || value === "") return undefined;
  const moment = new Date(value as string | number | Date);
  return Number.isNaN(moment.getTime()) ? undefined : moment.toISOString();
}

function withoutEmpty<T extends object>(value: T): T {
  return Object.fromEntries(
    Object.entries(value).filter(([, each]) => each !== undefined && each !== ""),
  ) as T;
}
