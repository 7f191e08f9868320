/** How many characters an escape takes after its letter. */
const ESCAPE_DIGITS: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

/** Offsets of the characters of a double-quoted scalar; `start` and `end` are those of the quotes' inside. */
export function doubleQuotedOffsets(text: string, start: number, end: number): number[] {
  const offsets: number[] = [];
  let at = start;
  while (at < end) {
    const character = text[at];
    if (character === "\\") at = pushEscape(text, at, offsets);
    else if (isBlank(character) || isBreak(text, at)) at = pushSpace(text, at, end, offsets);
    else offsets.push(at++);
  }
  return offsets;
}

/** Takes an escape sequence in; an escaped line break gives nothing and swallows the next line's indentation. */
function pushEscape(text: string, at: number, offsets: number[]): number {
  const next = text[at + 1];
  if (isBreak(text, at + 1)) return skipBlanks(text, at + (next === "\r" ? 3 : 2));
  const digits = ESCAPE_DIGITS[next ?? ""] ?? 0;
  offsets.push(at);
  const isPair = digits > 0 && Number.parseInt(text.slice(at + 2, at + 2 + digits), 16) > 0xffff;
  if (isPair) offsets.push(at);
  return at + 2 + digits;
}

/** Takes white space in: kept within a line, folded around line breaks. */
function pushSpace(text: string, at: number, end: number, offsets: number[]): number {
  const lineEnd = skipBlanks(text, at);
  if (lineEnd >= end || !isBreak(text, lineEnd)) {
    for (let i = at; i < Math.min(lineEnd, end); i++) offsets.push(i);
    return lineEnd;
  }
  let breaks = 0;
  let i = lineEnd;
  for (; i < end && (isBlank(text[i]) || isBreak(text, i)); i++) {
    if (text[i] !== "\n") continue;
    // The first break is a space, unless others follow: then it goes and they stay.
    if (++breaks === 2) offsets.pop();
    offsets.push(i);
  }
  return i;
}

function skipBlanks(text: string, from: number): number {
  let i = from;
  while (isBlank(text[i])) i++;
  return i;
}

function isBlank(character: string | undefined): boolean {
  return character === " " || character === "\t";
}

function isBreak(text: string, at: number): boolean {
  return text[at] === "\n" || (text[at] === "\r" && text[at + 1] === "\n");
}
