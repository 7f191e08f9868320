import { FurlowError } from "../errors/errors.ts";
import { property, text, truthy } from "../expressions/values.ts";
import { color, type Palette } from "./color.ts";
import { type Embed, type EmbedFieldInput, type EmbedInput, embed } from "./embed.ts";

/** What embeds get that have none of their own. */
export interface EmbedDefaults extends Pick<EmbedInput, "author" | "footer"> {
  readonly colors?: Palette;
}

/** An embed from a map that an expression gave, by the rules of written ones. Throws E3003 for what is no map. */
function embedFrom(value: unknown, defaults: EmbedDefaults = {}): Embed {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new FurlowError("E3003", `An embed is a map, not "${text(value)}"`);
  }
  const get = (name: string) => property(value, name);
  const part = (name: string) => (get(name) === undefined ? undefined : text(get(name)));
  const timestamp = get("timestamp");
  return embed(
    defined({
      title: part("title"),
      description: part("description"),
      url: part("url"),
      color: get("color") === undefined ? undefined : color(get("color"), defaults.colors),
      timestamp: timestamp === true || timestamp === "now" ? new Date() : timestamp,
      author: authorFrom(get("author")) ?? defaults.author,
      footer: footerFrom(get("footer")) ?? defaults.footer,
      fields: embedFieldsFrom(get("fields")),
      image: imageFrom(get("image")),
      thumbnail: imageFrom(get("thumbnail")),
    }),
  );
}

/** Embeds from a list that an expression gave; a single map is a list of one, nothing is none. Throws E3003. */
export function embedsFrom(value: unknown, defaults: EmbedDefaults = {}): Embed[] {
  if (value === undefined || value === null) return [];
  return [value].flat().map((each) => embedFrom(each, defaults));
}

function authorFrom(value: unknown): EmbedInput["author"] {
  if (value === undefined || value === null) return undefined;
  if (typeof value !== "object") return { name: text(value) };
  const icon = property(value, "icon_url") ?? property(value, "iconURL");
  return { name: text(property(value, "name")), url: text(property(value, "url")), icon_url: text(icon) };
}

function footerFrom(value: unknown): EmbedInput["footer"] {
  if (value === undefined || value === null) return undefined;
  if (typeof value !== "object") return { text: text(value) };
  const icon = property(value, "icon_url") ?? property(value, "iconURL");
  return { text: text(property(value, "text")), icon_url: text(icon) };
}

/** The fields of an embed from a list that an expression gave; undefined for what is none. */
export function embedFieldsFrom(value: unknown): EmbedFieldInput[] | undefined {
  if (!Array.isArray(value)) return undefined;
  return value.map((each) => ({
    name: text(property(each, "name")),
    value: text(property(each, "value")),
    inline: truthy(property(each, "inline")),
  }));
}

function imageFrom(value: unknown): string | undefined {
  const address = typeof value === "object" && value !== null ? property(value, "url") : value;
  return address === undefined ? undefined : text(address);
}

function defined<T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  const entries = Object.entries(value).filter(([, each]) => each !== undefined);
  return Object.fromEntries(entries) as { [K in keyof T]: Exclude<T[K], undefined> };
}
