/**
 * Offsets of the characters of a plain scalar, or of what stands between single quotes, through YAML 1.2
 * line folding (§6.5): white space around a line break goes, one break becomes a space, n+1 breaks become n.
 */
export function foldedLineOffsets(text: string, start: number, end: number): number[] {
  const offsets: number[] = [];
  let lineStart = start;
  let pendingBreak = -1;
  let emptyLines: number[] = [];
  for (;;) {
    const lineBreak = breakBefore(text, lineStart, end);
    const isLast = lineBreak === -1;
    const isFirst = lineStart === start;
    const from = isFirst ? lineStart : skipBlanks(text, lineStart, isLast ? end : lineBreak);
    const to = isLast ? end : skipBlanksBack(text, from, beforeReturn(text, lineBreak));
    if (from >= to && !isLast && !isFirst) emptyLines.push(lineBreak);
    else {
      if (pendingBreak !== -1 && emptyLines.length === 0) offsets.push(pendingBreak);
      for (const emptyLine of emptyLines) offsets.push(emptyLine);
      emptyLines = [];
      for (let i = from; i < to; i++) offsets.push(i);
      pendingBreak = lineBreak;
    }
    if (isLast) return offsets;
    lineStart = lineBreak + 1;
  }
}

function breakBefore(text: string, from: number, end: number): number {
  const at = text.indexOf("\n", from);
  return at === -1 || at >= end ? -1 : at;
}

/** The end of a line's content: its line feed, or the carriage return before that. */
function beforeReturn(text: string, lineBreak: number): number {
  return text[lineBreak - 1] === "\r" ? lineBreak - 1 : lineBreak;
}

function skipBlanks(text: string, from: number, end: number): number {
  let i = from;
  while (i < end && (text[i] === " " || text[i] === "\t")) i++;
  return i;
}

function skipBlanksBack(text: string, start: number, end: number): number {
  let i = end;
  while (i > start && (text[i - 1] === " " || text[i - 1] === "\t")) i--;
  return i;
}
