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
  readonly fields?: readonly { readonly name: string; readonly value: string; readonly inline?: boolean }[];
  readonly image?: string;
  readonly thumbnail?: string;
}

/** An embed as Discord takes it: what came out empty is left out, for Discord refuses empty addresses. */
export function embed({ image, thumbnail, timestamp, author, footer, ...rest }: EmbedInput): APIEmbed {
  const moment = timestamp === undefined ? undefined : new Date(timestamp as string | number | Date);
  return withoutEmpty({
    ...rest,
    author: author && withoutEmpty(author),
    footer: footer && withoutEmpty(footer),
    image: image ? { url: image } : undefined,
    thumbnail: thumbnail ? { url: thumbnail } : undefined,
    timestamp: moment === undefined || Number.isNaN(moment.getTime()) ? undefined : moment.toISOString(),
  }) as APIEmbed;
}

function withoutEmpty<T extends object>(value: T): T {
  return Object.fromEntries(
    Object.entries(value).filter(([, each]) => each !== undefined && each !== ""),
  ) as T;
}
