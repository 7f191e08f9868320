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
    if (isTemplate(node.value)) return checkTemplate(node, context);
    const known = Object.hasOwn(aliases, node.value) ? aliases[node.value]! : node.value;
    if (words.includes(known)) return typedLiteral(known, node.span);
    const suggestion = didYouMean(node.value, [...words, ...Object.keys(aliases)]);
    context.diagnostics.report("unknown-word", node.span, { found: node.value, words, suggestion });
    return undefined;
  });
}
