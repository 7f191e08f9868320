import { COLORS, parseColor } from "../../../runtime-lib/messages/color.ts";
import type { CheckContext } from "../../2-check/context.ts";
import { checkFields } from "../../2-check/fields.ts";
import { wrongKind } from "../../2-check/values/expressions.ts";
import { type LowerContext, present } from "../../3-lower/context.ts";
import { type Expression, ir } from "../../3-lower/ir.ts";
import type { Typed } from "../../expression/typed.ts";
import { isText, type Node } from "../../source/node.ts";
import type { Span } from "../../source/source-file.ts";
import { type Checked, type Fields, fieldKind } from "../field.ts";
import { boolean, fixedLength, notSupportedYet, text } from "./values.ts";

/** What Discord takes (https://discord.com/developers/docs/resources/message#embed-object-embed-limits). */
const LIMITS = {
  content: 2000,
  embeds: 10,
  embedTotal: 6000,
  title: 256,
  description: 4096,
  author: 256,
  footer: 2048,
  fields: 25,
  fieldName: 256,
  fieldValue: 1024,
} as const;

const limited = (summary: string, what: string, maximum: number, required = false) =>
  text(summary, { required, limit: { what, maximum } });

/** A colour: `#rrggbb`, a number, a name, or a template. */
export const color = fieldKind<Typed | number>("colour", { type: ["string", "number"] }, (node, context) => {
  if (node.kind === "scalar" && typeof node.value === "number") return node.value;
  if (!isText(node)) return wrongKind(node, 'a colour such as "#5865F2"', context);
  const literal = parseColor(node.value);
  if (literal !== undefined) return literal;
  if (node.value.includes("${")) return text("").check(node, context);
  context.diagnostics.report("wrong-kind", node.span, {
    expected: `a colour such as "#5865F2" or one of ${Object.keys(COLORS).join(", ")}`,
    found: `\`${node.value}\``,
  });
  return undefined;
});

/** `true` and `now` are the present moment; anything else is a date to parse. */
const timestamp = fieldKind<Typed | "now">("timestamp", { type: ["boolean", "string"] }, (node, context) => {
  if (node.kind === "scalar" && (node.value === true || node.value === "now")) return "now";
  return text("").check(node, context);
});

/** An image given by its address, or by a map with `url`. */
const image = fieldKind<Typed>("image", { type: ["string", "object"] }, (node, context) => {
  if (node.kind !== "map") return text("").check(node, context);
  return checkFields(imageFields, node, "image", node.span, context)?.url;
});
const imageFields = { url: text("Its address.", { required: true }) };

const footerFields = {
  text: limited("Its text.", "the footer", LIMITS.footer, true),
  icon_url: text("The address of a small image."),
};
const authorFields = {
  name: limited("The name.", "the author's name", LIMITS.author, true),
  url: text("Where it leads."),
  icon_url: text("The address of a small image."),
};
const embedFieldFields = {
  name: limited("The heading.", "the field's name", LIMITS.fieldName, true),
  value: limited("The text.", "the field's value", LIMITS.fieldValue, true),
  inline: boolean("Whether it stands beside its neighbours."),
};

/** A map with fields of its own. */
export function structure<F extends Fields>(kind: string, fields: F) {
  return fieldKind<Checked<F>>(kind, { type: "object" }, (node, context) => {
    if (node.kind === "map") return checkFields(fields, node, kind, node.span, context);
    return wrongKind(node, `a map for the ${kind}`, context);
  });
}

export function listOf<T>(
  kind: string,
  limit: number,
  check: (node: Node, context: CheckContext) => T | undefined,
) {
  return fieldKind<readonly T[]>(`list of ${kind}`, { type: "array" }, (node, context) => {
    if (node.kind !== "list") return wrongKind(node, `a list of ${kind}s`, context);
    const beyond = node.items[limit];
    if (beyond !== undefined)
      context.diagnostics.report("too-many", beyond.span, { what: `${kind}s`, limit });
    return node.items.map((item) => check(item, context)).filter((item) => item !== undefined);
  });
}

const embedFields = {
  title: limited("Its title.", "the title", LIMITS.title),
  description: limited("Its text.", "the description", LIMITS.description),
  url: text("Where the title leads."),
  color: color("The colour of its edge."),
  timestamp: timestamp("A moment shown beside the footer."),
  author: structure("author", authorFields)("Shown above the title."),
  footer: structure("footer", footerFields)("Shown below."),
  fields: listOf(
    "field",
    LIMITS.fields,
    structure("field", embedFieldFields)("").check,
  )("Headings with text."),
  image: image("A large image."),
  thumbnail: image("A small image at the corner."),
};

type Embed = Checked<typeof embedFields>;

/** Checks one embed, and that its texts together are not too long. */
const embed = fieldKind<Embed>("embed", { type: "object" }, (node, context) => {
  const checked = structure("embed", embedFields)("").check(node, context);
  const length = checked === undefined ? 0 : embedLength(checked);
  if (length > LIMITS.embedTotal) {
    context.diagnostics.report("too-long", node.span, {
      what: "the embed",
      length,
      limit: LIMITS.embedTotal,
    });
  }
  return checked;
});

function embedLength({ title, description, author, footer, fields }: Embed): number {
  const texts = [title, description, author?.name, footer?.text];
  const inFields = (fields ?? []).flatMap(({ name, value }) => [name, value]);
  return [...texts, ...inFields].reduce((sum, each) => sum + fixedLength(each), 0);
}

/** What every message can have. */
export const messageFields = {
  content: limited("Its text.", "the content", LIMITS.content),
  embed: embed("One embed."),
  embeds: listOf("embed", LIMITS.embeds, embed("").check)("Embeds; instead of `embed`."),
  components: notSupportedYet("components"),
  files: notSupportedYet("files"),
  tts: notSupportedYet("tts"),
  allowed_mentions: notSupportedYet("allowed_mentions"),
  reply: notSupportedYet("reply"),
  reply_to: notSupportedYet("reply_to"),
};

/** Reports a message that is certain to be empty. */
export function checkNotEmpty(
  fields: Checked<typeof messageFields>,
  action: { readonly name: string; readonly span: Span },
  context: CheckContext,
): void {
  const { content, embed, embeds } = fields;
  const silent = content === undefined || (content.kind === "literal" && String(content.value ?? "") === "");
  const bare = embeds === undefined ? embed === undefined || isEmpty(embed) : embeds.every(isEmpty);
  if (silent && bare) context.diagnostics.report("empty-message", action.span, { action: action.name });
}

function isEmpty(embed: Embed): boolean {
  return Object.values(embed).every((value) => value === undefined);
}

/** The message as the runtime's functions take it. */
export function messageProperties(
  fields: Checked<typeof messageFields>,
  lower: LowerContext,
): { key: string; value: Expression }[] {
  const embeds = fields.embeds ?? (fields.embed && [fields.embed]);
  return present({
    content: fields.content && lower.text(fields.content),
    embeds: embeds && ir.array(embeds.map((each) => lowerEmbed(each, lower))),
  });
}

function lowerEmbed(fields: Embed, lower: LowerContext): Expression {
  const texts = (record: Readonly<Record<string, Typed | undefined>>) =>
    ir.object(present(Object.fromEntries(Object.entries(record).map(([k, v]) => [k, v && lower.text(v)]))));
  const properties = present({
    title: fields.title && lower.text(fields.title),
    description: fields.description && lower.text(fields.description),
    url: fields.url && lower.text(fields.url),
    color: fields.color === undefined ? undefined : lowerColor(fields.color, lower),
    timestamp: fields.timestamp && lowerTimestamp(fields.timestamp, lower),
    author: fields.author && texts(fields.author),
    footer: fields.footer && texts(fields.footer),
    fields: fields.fields && ir.array(fields.fields.map((field) => lowerEmbedField(field, lower))),
    image: fields.image && lower.text(fields.image),
    thumbnail: fields.thumbnail && lower.text(fields.thumbnail),
  });
  return ir.call(ir.runtime("embed"), [ir.object(properties)]);
}

function lowerColor(value: Typed | number, lower: LowerContext): Expression {
  if (typeof value === "number") return ir.hex(value);
  return ir.call(ir.runtime("color"), [lower.text(value)]);
}

function lowerTimestamp(value: Typed | "now", lower: LowerContext): Expression {
  return value === "now" ? ir.member(lower.ctx, "now") : lower.value(value);
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
