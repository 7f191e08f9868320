import { checkTemplate, wrongKind } from "../../2-check/values/expressions.ts";
import { didYouMean } from "../../diagnostics/suggest.ts";
import { isTemplate } from "../../expression/parse/template.ts";
import { type Typed, typedLiteral } from "../../expression/typed.ts";
import { isText } from "../../source/node.ts";
import { type Field, type FieldOptions, fieldKind } from "../field.ts";

/**
 * One of a set of words, or a template that gives one. `aliases` are other spellings of words.
 * A literal becomes the word itself.
 */
export function word(
  words: readonly string[],
  aliases: Readonly<Record<string, string>> = {},
): (summary: string, options?: FieldOptions) => Field<Typed> {
  return fieldKind<Typed>(words.join(" | "), { type: "string", examples: words }, (node, context) => {
    if (!isText(node)) return wrongKind(node, `one of ${words.join(", ")}`, context);
    const typed = isTemplate(node.value) ? checkTemplate(node, context) : undefined;
    if (typed !== undefined && typed.kind !== "literal") return typed;
    // A template without anything computed is as certain as a word.
    const found = typed === undefined ? node.value : String(typed.value ?? "");
    const known = Object.hasOwn(aliases, found) ? aliases[found]! : found;
    if (words.includes(known)) return typedLiteral(known, node.span);
    const suggestion = didYouMean(found, [...words, ...Object.keys(aliases)]);
    context.diagnostics.report("unknown-word", node.span, { found, words, suggestion });
    return undefined;
  });
}
