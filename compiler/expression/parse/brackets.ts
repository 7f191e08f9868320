/** The index of the `}` that closes what starts at `from`; quotes, backticks and nested braces are respected. */
export function closingBrace(text: string, from: number, to = text.length): number | undefined {
  let depth = 0;
  for (let at = from; at < to; at++) {
    const character = text[at]!;
    if (character === '"' || character === "'") at = closingQuote(text, at, to);
    else if (character === "`") at = closingBacktick(text, at, to) ?? to;
    else if (character === "{") depth++;
    else if (character === "}" && depth-- === 0) return at;
  }
  return undefined;
}

/** The index of the backtick that closes the one at `open`. */
export function closingBacktick(text: string, open: number, to = text.length): number | undefined {
  for (let at = open + 1; at < to; at++) {
    if (text[at] === "\\") at++;
    else if (text[at] === "`") return at;
    else if (text[at] === "$" && text[at + 1] === "{") at = closingBrace(text, at + 2, to) ?? to;
  }
  return undefined;
}

/** The index of the closing quote, or of the last character when there is none. */
function closingQuote(text: string, open: number, to: number): number {
  for (let at = open + 1; at < to; at++) {
    if (text[at] === "\\") at++;
    else if (text[at] === text[open]) return at;
  }
  return to - 1;
}
