import { closingBrace } from "./brackets.ts";
import { type ParseResult, parseExpression } from "./parser.ts";
import { unclosedPart } from "./token-reader.ts";

/** A piece of a template: fixed text, an expression, or `$env.NAME`. Indices are into the whole text. */
export type TemplatePart =
  | { readonly kind: "text"; readonly text: string }
  | {
      readonly kind: "expression";
      readonly result: ParseResult;
      readonly start: number;
      readonly end: number;
    }
  | { readonly kind: "environment"; readonly name: string; readonly start: number; readonly end: number };

/** Whether a text has any part that is not fixed. */
export function isTemplate(text: string): boolean {
  return text.includes("${") || ENVIRONMENT.test(text);
}

const ENVIRONMENT = /\$env\.([A-Za-z0-9_]+)/;

/** Splits a text at its `${…}` and `$env.NAME` parts; brackets and quotes inside a part are respected. */
export function parseTemplate(text: string): TemplatePart[] {
  const parts: TemplatePart[] = [];
  let fixed = "";
  let at = 0;
  const flush = () => {
    if (fixed !== "") parts.push({ kind: "text", text: fixed });
    fixed = "";
  };
  while (at < text.length) {
    if (text.startsWith("\\${", at)) {
      fixed += "${";
      at += 3;
    } else if (text.startsWith("${", at)) {
      flush();
      const close = closingBrace(text, at + 2);
      parts.push(expressionPart(text, at, close));
      at = close === undefined ? text.length : close + 1;
    } else {
      const variable = text[at] === "$" ? ENVIRONMENT.exec(text.slice(at, at + 200)) : null;
      if (variable?.index === 0) {
        flush();
        const end = at + variable[0].length;
        parts.push({ kind: "environment", name: variable[1]!, start: at, end });
        at = end;
      } else fixed += text[at++];
    }
  }
  flush();
  return parts;
}

function expressionPart(text: string, open: number, close: number | undefined): TemplatePart {
  const end = close === undefined ? text.length : close + 1;
  if (close === undefined) {
    return { kind: "expression", result: { problem: unclosedPart(open) }, start: open, end };
  }
  if (text.slice(open + 2, close).trim() === "") {
    const hint = "write an expression between the braces, or remove them";
    const problem = { detail: "an empty `${}`", hint, start: open, end };
    return { kind: "expression", result: { problem }, start: open, end };
  }
  return { kind: "expression", result: parseExpression(text, open + 2, close), start: open, end };
}
