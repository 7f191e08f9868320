import { closingBacktick, closingBrace } from "./brackets.ts";

export type TokenKind =
  | "number"
  | "string"
  | "identifier"
  | "operator"
  /** Text in backticks, or in quotes with `${…}` in it; its parts are parsed by the parser. */
  | "template"
  /** `$env.NAME` */
  | "environment"
  | "regex"
  | "end"
  | "invalid";

export interface Token {
  readonly kind: TokenKind;
  /** The text as written; for a string its value with the escapes resolved. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const IDENTIFIER_START =
  /[A-Za-z_$\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u00ff\u0400-\u044f\u0451-\u045f\u0490\u0491]/;
const IDENTIFIER_PART =
  /[A-Za-z0-9_$\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u00ff\u0400-\u044f\u0451-\u045f\u0490\u0491]/;
const NUMBER = /\d+(?:\.\d+)?/y;

/** Longest first, so that `===` is not read as `==` and `=`. */
const OPERATORS = [
  "===",
  "!==",
  "...",
  "?.[",
  "=>",
  "==",
  "!=",
  ">=",
  "<=",
  "&&",
  "||",
  "??",
  "?.",
  "?:",
  "//",
  "+",
  "-",
  "*",
  "/",
  "%",
  "^",
  ">",
  "<",
  "!",
  "?",
  ":",
  ".",
  ",",
  "(",
  ")",
  "[",
  "]",
  "{",
  "}",
  "|",
  "`",
  "=",
];

const ESCAPES: Readonly<Record<string, string>> = { n: "\n", t: "\t", r: "\r", b: "\b", f: "\f", "0": "\0" };

/** `$env.NAME` where it begins. */
const ENVIRONMENT = /\$env\.([A-Za-z0-9_]+)/y;

/**
 * Splits `text` from `from` up to `to` into tokens; the last one is `end`.
 * @param interpolates whether `${…}` and `$env.NAME` mean something, also in quotes
 */
export function tokenize(text: string, from: number, to: number, interpolates: boolean): Token[] {
  const tokens: Token[] = [];
  let at = from;
  while (true) {
    while (at < to && /\s/.test(text[at]!)) at++;
    if (at >= to) break;
    const token =
      (interpolates ? interpolation(text, at, to) : undefined) ??
      nextToken(text, at, to, startsOperand(tokens.at(-1)));
    tokens.push(token);
    at = token.end;
  }
  tokens.push({ kind: "end", text: "", start: to, end: to });
  return tokens;
}

/** What there is only in texts that interpolate. */
function interpolation(text: string, at: number, to: number): Token | undefined {
  const variable = environmentAt(text, at);
  if (variable !== undefined)
    return { kind: "environment", text: variable.name, start: at, end: variable.end };
  if (text.startsWith("${", at)) return { kind: "operator", text: "${", start: at, end: at + 2 };
  const quote = text[at]!;
  return quote === '"' || quote === "'" ? quotedTemplate(text, at, to, quote) : undefined;
}

/** The `$env.NAME` that begins at an index, and where it ends. */
export function environmentAt(text: string, at: number): { name: string; end: number } | undefined {
  ENVIRONMENT.lastIndex = at;
  const match = ENVIRONMENT.exec(text);
  return match === null ? undefined : { name: match[1]!, end: ENVIRONMENT.lastIndex };
}

/** A quoted text with a part that is not fixed; undefined for any other. */
function quotedTemplate(text: string, start: number, to: number, quote: string): Token | undefined {
  let isFixed = true;
  for (let at = start + 1; at < to; at++) {
    if (text[at] === quote)
      return isFixed ? undefined : { kind: "template", text: text.slice(start, at + 1), start, end: at + 1 };
    if (text.startsWith("\\${", at) || text.startsWith("${", at)) isFixed = false;
    if (text[at] === "\\") at++;
    else if (text.startsWith("${", at)) {
      const close = closingBrace(text, at + 2, to);
      // The parser says what is wrong with it.
      if (close === undefined) return { kind: "template", text: text.slice(start, to), start, end: to };
      at = close;
    } else if (environmentAt(text, at) !== undefined) isFixed = false;
  }
  return undefined;
}

/** Whether a value, not an operator, comes after a token: there `/` begins a regular expression. */
function startsOperand(previous: Token | undefined): boolean {
  if (previous === undefined) return true;
  return previous.kind === "operator" && ![")", "]", "}"].includes(previous.text);
}

const REGEX = /\/(?![*/])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\[\n])+\/[a-z]*/y;

function nextToken(text: string, at: number, to: number, operand: boolean): Token {
  const character = text[at]!;
  if (character === "`") return templateToken(text, at, to);
  if (character === "/" && operand) {
    REGEX.lastIndex = at;
    const match = REGEX.exec(text);
    const end = at + (match?.[0].length ?? 0);
    if (match !== null && end <= to) return { kind: "regex", text: match[0], start: at, end };
  }
  if (character === '"' || character === "'") return stringToken(text, at, to);
  if (IDENTIFIER_START.test(character)) {
    let end = at + 1;
    while (end < to && IDENTIFIER_PART.test(text[end]!)) end++;
    return { kind: "identifier", text: text.slice(at, end), start: at, end };
  }
  NUMBER.lastIndex = at;
  const number = NUMBER.exec(text);
  if (number !== null) {
    const end = Math.min(at + number[0].length, to);
    return { kind: "number", text: text.slice(at, end), start: at, end };
  }
  const operator = OPERATORS.find(
    (candidate) => at + candidate.length <= to && text.startsWith(candidate, at),
  );
  if (operator !== undefined)
    return { kind: "operator", text: operator, start: at, end: at + operator.length };
  const length = text.codePointAt(at)! > 0xffff ? 2 : 1;
  return { kind: "invalid", text: text.slice(at, at + length), start: at, end: at + length };
}

function templateToken(text: string, start: number, to: number): Token {
  const end = closingBacktick(text, start, to);
  if (end === undefined) return { kind: "invalid", text: text.slice(start, to), start, end: to };
  return { kind: "template", text: text.slice(start, end + 1), start, end: end + 1 };
}

/** A quoted text with JSON's escapes; an unclosed one is an `invalid` token up to the end. */
function stringToken(text: string, start: number, to: number): Token {
  const quote = text[start]!;
  let value = "";
  let at = start + 1;
  while (at < to) {
    const character = text[at]!;
    if (character === quote) return { kind: "string", text: value, start, end: at + 1 };
    if (character !== "\\" || at + 1 >= to) {
      value += character;
      at++;
      continue;
    }
    const unicode = /^u([0-9a-fA-F]{4})/.exec(text.slice(at + 1, at + 6));
    value += unicode
      ? String.fromCharCode(Number.parseInt(unicode[1]!, 16))
      : escapedCharacter(text[at + 1]!, quote);
    at += unicode ? 6 : 2;
  }
  return { kind: "invalid", text: text.slice(start, to), start, end: to };
}

export function escapedCharacter(character: string, quote: string): string {
  if (
    character === quote ||
    character === "\\" ||
    character === "/" ||
    character === '"' ||
    character === "'"
  )
    return character;
  return ESCAPES[character] ?? `\\${character}`;
}
