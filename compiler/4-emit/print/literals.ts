/** Characters that are legal in JavaScript source but break editors, HTML pages or older parsers. */
export const UNPRINTABLE = /[\p{Cc}\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff\ud800-\udfff]/gu;

function escapeCodeUnit(text: string): string {
  return [...text]
    .map((character) => {
      if (character === "\n") return "\\n";
      if (character === "\t") return "\\t";
      return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
    })
    .join("");
}

/** Any string as a double-quoted literal: the one way by which text from YAML reaches generated code. */
export function quote(text: string): string {
  return `"${text
    .replace(/["\\]/g, "\\$&")
    .replace(UNPRINTABLE, escapeCodeUnit)
    .replace(/<\/(?=script)/gi, "<\\/")}"`;
}

/** The fixed text of a template literal, escaped for backticks. */
export function templateText(text: string): string {
  return text
    .replace(/[`\\]|\$(?=\{)/g, "\\$&")
    .replace(/\$$/, "\\$")
    .replace(UNPRINTABLE, escapeCodeUnit)
    .replace(/<\/(?=script)/gi, "<\\/");
}

const IDENTIFIER = /^[A-Za-z_$][A-Za-z0-9_$]*$/;

/** A property key: bare where JavaScript allows it. `__proto__` is always computed, or it would set a prototype. */
export function propertyKey(name: string): string {
  if (name === "__proto__") return '["__proto__"]';
  return IDENTIFIER.test(name) ? name : quote(name);
}

export function isIdentifier(name: string): boolean {
  return IDENTIFIER.test(name);
}

/** Text for a block comment: it cannot end the comment, and stays on its line. */
export function commentText(text: string): string {
  return text.replace(/\*\//g, "*\\/").replace(UNPRINTABLE, " ").replace(/\s+/g, " ").trim();
}
