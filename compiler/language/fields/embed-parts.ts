import { isPath, servedAddress } from "../../2-check/assets.ts";
import { checkFields } from "../../2-check/fields.ts";
import { checkTemplate } from "../../2-check/values/expressions.ts";
import type { LowerContext } from "../../3-lower/context.ts";
import { present } from "../../3-lower/context.ts";
import { type Expression, ir } from "../../3-lower/ir.ts";
import { failed } from "../../expression/check/index.ts";
import { isTemplate } from "../../expression/parse/template.ts";
import { type Typed, typedLiteral } from "../../expression/typed.ts";
import { isText } from "../../source/node.ts";
import { type Checked, fieldKind } from "../field.ts";
import { type Color, color, lowerColor } from "./color.ts";
import { type ListOf, mayBeList } from "./list-or-template.ts";
import { limited, listOf, structure } from "./shapes.ts";
import { boolean, fixedLength, number, text } from "./values.ts";

/** What Discord takes (https://discord.com/developers/docs/resources/message#embed-object-embed-limits). */
const LIMITS = {
  title: 256,
  description: 4096,
  author: 256,
  footer: 2048,
  fields: 25,
  fieldName: 256,
  fieldValue: 1024,
} as const;

/** `true` and `now` are the present moment; anything else is a date to parse. */
const timestamp = fieldKind<Typed | "now">("timestamp", { type: ["boolean", "string"] }, (node, context) => {
  if (node.kind === "scalar" && (node.value === true || node.value === "now" || node.value === "true"))
    return "now";
  return text("").check(node, context);
});

/** The address of an image, which Discord fetches itself; a path leads to one where static files are served. */
const address = fieldKind<Typed>("text", { type: "string" }, (node, context) => {
  const typed = text("").check(node, context);
  if (!isText(node) || isTemplate(node.value) || !isPath(node.value)) return typed;
  const { files } = context.program;
  if (files?.address === undefined) {
    context.diagnostics.report("image-without-address", node.span, { path: node.value });
    return typed;
  }
  const served = servedAddress(node, node.value, files, context);
  return served === undefined ? failed(node.span) : typedLiteral(served, node.span);
});

/** An image given by its address, or by a map with `url`. */
const image = fieldKind<Typed>("image", { type: ["string", "object"] }, (node, context) => {
  if (node.kind !== "map") return address("").check(node, context);
  return checkFields(imageFields, node, "image", node.span, context)?.url;
});
const imageFields = {
  url: address("Its address.", { required: true }),
  width: number("Ignored: Discord measures it itself."),
  height: number("Ignored: Discord measures it itself."),
};

const icon = address("The address of a small image.", { aliases: ["iconURL", "iconUrl"] });
export const footer = structure(
  "footer",
  { text: limited("Its text.", "the footer", LIMITS.footer, true), icon_url: icon },
  "text",
);
export const author = structure(
  "author",
  {
    name: limited("The name.", "the author's name", LIMITS.author, true),
    url: text("Where it leads."),
    icon_url: icon,
  },
  "name",
);
const embedFieldFields = {
  name: limited("The heading.", "the field's name", LIMITS.fieldName, true),
  value: limited("The text.", "the field's value", LIMITS.fieldValue, true),
  inline: boolean("Whether it stands beside its neighbours."),
};

const writtenFields = listOf(
  "field",
  LIMITS.fields,
  structure("field", embedFieldFields)("").check,
  embedFieldFields,
)("");

/** Fields of an embed as written, or a template that gives the list. */
const listOfEmbedFields = fieldKind<ListOf<Checked<typeof embedFieldFields>>>(
  writtenFields.kind,
  { type: ["array", "string"] },
  (node, context) => {
    const list = isText(node) && isTemplate(node.value) ? checkTemplate(node, context) : undefined;
    if (list !== undefined && mayBeList(list.type)) return { kind: "computed", list };
    const items = writtenFields.check(node, context);
    return items && { kind: "items", items };
  },
  embedFieldFields,
);

/** The fields of an embed. */
export const embedFields = {
  title: limited("Its title.", "the title", LIMITS.title),
  description: limited("Its text.", "the description", LIMITS.description),
  url: text("Where the title leads."),
  color: color("The colour of its edge.", { aliases: ["colour"] }),
  timestamp: timestamp("A moment shown beside the footer."),
  author: author("Shown above the title."),
  footer: footer("Shown below."),
  fields: listOfEmbedFields("Headings with text."),
  image: image("A large image."),
  thumbnail: image("A small image at the corner."),
};

export type WrittenEmbed = Checked<typeof embedFields>;

/** Characters that an embed has for certain, of those that Discord counts. */
export function embedLength({ title, description, author, footer, fields }: WrittenEmbed): number {
  const texts = [title, description, author?.name, footer?.text];
  const written = fields?.kind === "items" ? fields.items : [];
  const inFields = written.flatMap(({ name, value }) => [name, value]);
  return [...texts, ...inFields].reduce((sum, each) => sum + fixedLength(each), 0);
}

/** A call of the runtime's `embed`. */
export function lowerWrittenEmbed(fields: WrittenEmbed, lower: LowerContext): Expression {
  const properties = present({
    title: fields.title && lower.text(fields.title),
    description: fields.description && lower.text(fields.description),
    url: fields.url && lower.text(fields.url),
    color: fields.color === undefined ? undefined : lowerColor(fields.color as Color, lower),
    timestamp: fields.timestamp && lowerTimestamp(fields.timestamp, lower),
    author: fields.author && lowerTexts(fields.author, lower),
    footer: fields.footer && lowerTexts(fields.footer, lower),
    fields: fields.fields && lowerEmbedFields(fields.fields, lower),
    image: fields.image && lower.text(fields.image),
    thumbnail: fields.thumbnail && lower.text(fields.thumbnail),
  });
  return ir.call(ir.runtime("embed"), [ir.object(properties)]);
}

/** A record of texts as an object. */
export function lowerTexts(
  record: Readonly<Record<string, Typed | undefined>>,
  lower: LowerContext,
): Expression {
  const texts = Object.entries(record).map(([key, typed]) => [key, typed && lower.text(typed)]);
  return ir.object(present(Object.fromEntries(texts)));
}

function lowerTimestamp(value: Typed | "now", lower: LowerContext): Expression {
  return value === "now" ? ir.member(lower.ctx, "now") : lower.value(value);
}

function lowerEmbedFields(fields: ListOf<Checked<typeof embedFieldFields>>, lower: LowerContext): Expression {
  return fields.kind === "items"
    ? ir.array(fields.items.map((field) => lowerEmbedField(field, lower)))
    : ir.call(ir.runtime("embedFieldsFrom"), [lower.value(fields.list)]);
}

function lowerEmbedField(field: Checked<typeof embedFieldFields>, lower: LowerContext): Expression {
  return ir.object(
    present({
      name: field.name && lower.text(field.name),
      value: field.value && lower.text(field.value),
      inline: field.inline && lower.boolean(field.inline),
    }),
  );
}
