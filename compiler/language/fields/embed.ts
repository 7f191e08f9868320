import type { CheckContext } from "../../2-check/context.ts";
import { type PartUse, usePart } from "../../2-check/part-use.ts";
import { checkTemplate, wrongKind } from "../../2-check/values/expressions.ts";
import { type LowerContext, present } from "../../3-lower/context.ts";
import { type Expression, ir } from "../../3-lower/ir.ts";
import { failed } from "../../expression/check/index.ts";
import { isTemplate } from "../../expression/parse/template.ts";
import type { Typed } from "../../expression/typed.ts";
import { present as withoutAbsence } from "../../expression/types.ts";
import { isText, type MapNode, type Node } from "../../source/node.ts";
import { type Field, fieldKind } from "../field.ts";
import { EMBED } from "../field-kinds.ts";
import {
  author,
  embedFields,
  embedLength,
  footer,
  lowerTexts,
  lowerWrittenEmbed,
  type WrittenEmbed,
} from "./embed-parts.ts";
import { structure } from "./shapes.ts";

/** Characters of all embeds of a message together. */
const TOTAL = 6000;
const MAXIMUM_EMBEDS = 10;

type Defaults = Pick<WrittenEmbed, "author" | "footer">;

/** One embed of a message: written out, one of the `embeds` section, or given by an expression. */
export type Embed =
  | { readonly kind: "written"; readonly fields: WrittenEmbed }
  | { readonly kind: "named"; readonly use: PartUse }
  | { readonly kind: "computed"; readonly value: Typed; readonly defaults: Defaults };

/** The embeds of a message; computed ones from an expression that gives a list. */
export type Embeds = readonly Embed[] | (Embed & { readonly kind: "computed" });

export const embed = fieldKind<Embed>(
  EMBED,
  { type: ["object", "string"] },
  (node, context) => checkEmbed(node, context) ?? faulty(node),
  embedFields,
);

export const embeds: (summary: string) => Field<Embeds> = fieldKind<Embeds>(
  `list of ${EMBED}`,
  { type: ["array", "string"] },
  (node, context) => {
    if (node.kind !== "list") {
      const only = checkEmbed(node, context) ?? faulty(node);
      return only.kind === "computed" ? only : [only];
    }
    const beyond = node.items[MAXIMUM_EMBEDS];
    if (beyond !== undefined) {
      context.diagnostics.report("too-many", beyond.span, { what: "embeds", limit: MAXIMUM_EMBEDS });
    }
    const checked = node.items.map((item) => checkEmbed(item, context) ?? faulty(item));
    checkTotal(checked, node, context);
    return checked;
  },
  embedFields,
);

/** Stands for what is reported already, so that its message does not count as empty. */
function faulty(node: Node): Embed & { kind: "computed" } {
  return { kind: "computed", value: failed(node.span), defaults: { author: undefined, footer: undefined } };
}

function checkTotal(embeds: readonly Embed[], node: Node, context: CheckContext): void {
  const lengths = embeds.map((each) => (each.kind === "written" ? embedLength(each.fields) : 0));
  const length = lengths.reduce((sum, each) => sum + each, 0);
  // One that is too long by itself has been reported.
  if (length <= TOTAL || lengths.some((each) => each > TOTAL)) return;
  context.diagnostics.report("too-long", node.span, { what: "the embeds together", length, limit: TOTAL });
}

function checkEmbed(node: Node, context: CheckContext): Embed | undefined {
  if (node.kind === "map") {
    const named = referenceIn(node);
    if (named !== undefined) return useEmbed(named, context);
    const fields = checkWrittenEmbed(node, context);
    return fields && { kind: "written", fields };
  }
  if (!isText(node)) return wrongKind(node, "an embed", context);
  if (!isTemplate(node.value)) return useEmbed(node, context);
  const value = checkTemplate(node, context);
  const { kind } = withoutAbsence(value.type);
  if (kind === "map" || kind === "unknown" || kind === "list")
    return { kind: "computed", value, defaults: defaultsIn(context) };
  if (value.kind === "error") return undefined;
  if (kind === "string") {
    context.diagnostics.report("not-supported", node.span, { what: "the name of an embed that is computed" });
    return undefined;
  }
  return wrongKind(node, "an embed", context);
}

/** `{$ref: embeds.name}` */
function referenceIn(node: MapNode): (Node & { kind: "scalar" }) | undefined {
  const [only, ...more] = node.entries;
  if (only === undefined || more.length > 0 || only.key.value !== "$ref") return undefined;
  return only.value.kind === "scalar" ? only.value : undefined;
}

function useEmbed(node: Node & { kind: "scalar" }, context: CheckContext): Embed | undefined {
  const name = String(node.value).replace(/^embeds\.(?:templates\.)?/, "");
  const use = usePart("embed", name, node.span, context);
  return use && { kind: "named", use };
}

/** An embed that is written out, with what the theme adds. */
export function checkWrittenEmbed(node: MapNode, context: CheckContext): WrittenEmbed | undefined {
  const checked = structure("embed", embedFields)("").check(node, context);
  const length = checked === undefined ? 0 : embedLength(checked);
  if (length > TOTAL) {
    context.diagnostics.report("too-long", node.span, { what: "the embed", length, limit: TOTAL });
  }
  if (checked === undefined || isEmpty(checked)) return checked;
  return { ...checked, ...missing(checked, defaultsIn(context)) };
}

function missing(embed: WrittenEmbed, defaults: Defaults): Partial<WrittenEmbed> {
  return {
    ...(embed.author === undefined && defaults.author !== undefined && { author: defaults.author }),
    ...(embed.footer === undefined && defaults.footer !== undefined && { footer: defaults.footer }),
  };
}

/** The theme's defaults, checked where they are used: they may read what the handler has. */
function defaultsIn(context: CheckContext): Defaults {
  const { defaultAuthor, defaultFooter } = context.program.theme;
  return {
    author: defaultAuthor && author("").check(defaultAuthor, context),
    footer: defaultFooter && footer("").check(defaultFooter, context),
  };
}

function isEmpty(embed: WrittenEmbed): boolean {
  return Object.values(embed).every((value) => value === undefined);
}

/** Whether embeds are certain to show nothing. */
export function showNothing(embeds: Embeds | undefined): boolean {
  if (embeds === undefined) return true;
  if ("kind" in embeds) return false;
  return embeds.every((each) => each.kind === "written" && isEmpty(each.fields));
}

/** The embeds of a message as the runtime takes them. */
export function lowerEmbeds(embeds: Embeds, lower: LowerContext): Expression {
  if ("kind" in embeds) return lowerComputed(embeds, lower);
  return ir.array(embeds.map((each) => lowerEmbed(each, lower)));
}

function lowerEmbed(embed: Embed, lower: LowerContext): Expression {
  switch (embed.kind) {
    case "written":
      return lowerWrittenEmbed(embed.fields, lower);
    case "named":
      return lower.part(embed.use);
    case "computed":
      return ir.spread(lowerComputed(embed, lower));
  }
}

function lowerComputed({ value, defaults }: Embed & { kind: "computed" }, lower: LowerContext): Expression {
  const settings = present({
    author: defaults.author && lowerTexts(defaults.author, lower),
    footer: defaults.footer && lowerTexts(defaults.footer, lower),
    colors: lower.palette(),
  });
  const args = settings.length === 0 ? [] : [ir.object(settings)];
  return ir.call(ir.runtime("embedsFrom"), [lower.value(value), ...args]);
}
