import shortNames from "markdown-it-emoji/lib/data/full.mjs";
import type { CheckContext } from "../../2-check/context.ts";
import { checkTemplate, wrongKind } from "../../2-check/values/expressions.ts";
import type { LowerContext } from "../../3-lower/context.ts";
import { type Expression, ir } from "../../3-lower/ir.ts";
import { didYouMean } from "../../diagnostics/suggest.ts";
import { isTemplate } from "../../expression/parse/template.ts";
import { type Typed, typedLiteral } from "../../expression/typed.ts";
import { isText, type Node } from "../../source/node.ts";
import { fieldKind } from "../field.ts";

const CUSTOM = /^<?(?:(a):|:)?(\w{1,32}):(\d{15,21})>?$/;
const ID = /^\d{15,21}$/;

/** An emoji: a character, `<:name:id>`, `name:id`, an id, or a short name such as `tada`. */
export const emoji = fieldKind<Typed>("emoji", { type: "string" }, checkEmoji);

function checkEmoji(node: Node, context: CheckContext): Typed | undefined {
  if (isText(node) && isTemplate(node.value)) {
    const typed = checkTemplate(node, context);
    return typed.kind === "literal" ? named(String(typed.value ?? ""), node, context) : typed;
  }
  if (node.kind !== "scalar" || node.value === null) return wrongKind(node, "an emoji", context);
  return named(String(node.value).trim(), node, context);
}

/** Short names become their character when the bot is built. */
function named(written: string, node: Node, context: CheckContext): Typed | undefined {
  const custom = CUSTOM.exec(written);
  if (custom !== null) {
    const [, animated, name, id] = custom;
    return typedLiteral(`${animated === undefined ? "" : "a:"}${name}:${id}`, node.span);
  }
  const name = /^:([\w+-]+):$/.exec(written)?.[1] ?? written;
  const character = Object.hasOwn(shortNames, name) ? shortNames[name] : undefined;
  if (character !== undefined) return typedLiteral(character, node.span);
  if (ID.test(written) || /\p{Extended_Pictographic}|\p{Regional_Indicator}|\u20e3/u.test(written)) {
    return typedLiteral(written, node.span);
  }
  const suggestion = didYouMean(name, Object.keys(shortNames));
  context.diagnostics.report("unknown-emoji", node.span, { text: written, suggestion });
  return undefined;
}

/** An emoji as the runtime takes it: fixed ones as they are, computed ones through the table of short names. */
export function lowerEmoji(typed: Typed, lower: LowerContext): Expression {
  if (typed.kind === "literal") return lower.text(typed);
  return ir.call(ir.runtime("emoji"), [lower.value(typed)]);
}

/** Several emoji: fixed ones and computed ones, or an expression that gives a list. */
export type Emojis = readonly Typed[] | Typed;

export const emojis = fieldKind<Emojis>("list of emoji", { type: ["array", "string"] }, (node, context) => {
  if (node.kind === "list") {
    const checked = node.items.map((item) => checkEmoji(item, context));
    return checked.includes(undefined) ? undefined : (checked as Typed[]);
  }
  const typed = checkEmoji(node, context);
  return typed?.kind === "literal" ? [typed] : typed;
});

export function lowerEmojis(emojis: Emojis, lower: LowerContext): Expression {
  if (!("kind" in emojis)) return ir.array(emojis.map((each) => lowerEmoji(each, lower)));
  return ir.call(ir.runtime("emojis"), [lower.value(emojis)]);
}
