/** One line of a block scalar: where it starts, where its content ends, and how many spaces lead it. */
interface Line {
  readonly start: number;
  readonly end: number;
  readonly indent: number;
}

/**
 * Offsets of the characters of a block scalar.
 *
 * @param start offset of the line after the header
 * @param end offset behind the scalar, trailing line breaks included
 * @param value what the scalar says: it tells how far the block is indented, which the source alone does not
 * where an indentation indicator stands
 */
export function blockOffsets(
  text: string,
  start: number,
  end: number,
  value: string,
  folded: boolean,
): number[] {
  const lines = linesOf(text, start, end);
  const trim = indentationOf(lines, value, text);
  const offsets = folded ? foldedOffsets(lines, trim, text) : literalOffsets(lines, trim);
  offsets.length = Math.min(offsets.length, value.length);
  return offsets;
}

function linesOf(text: string, start: number, end: number): Line[] {
  const lines: Line[] = [];
  for (let at = start; at < end; ) {
    const lineBreak = text.indexOf("\n", at);
    const lineEnd = lineBreak === -1 || lineBreak >= end ? end : lineBreak;
    const contentEnd = text[lineEnd - 1] === "\r" && lineEnd > at ? lineEnd - 1 : lineEnd;
    let indent = 0;
    while (at + indent < contentEnd && text[at + indent] === " ") indent++;
    lines.push({ start: at, end: contentEnd, indent });
    at = lineEnd + 1;
  }
  return lines;
}

/** How many spaces the block takes off each line, seen at its first line with content. */
function indentationOf(lines: readonly Line[], value: string, text: string): number {
  const first = lines.find((line) => line.start + line.indent < line.end);
  if (first === undefined) return lines.reduce((most, line) => Math.max(most, line.indent), 0);
  const content = text.slice(first.start + first.indent, first.end);
  const at = value.indexOf(content);
  const lead = value.slice(value.lastIndexOf("\n", at - 1) + 1, at).length;
  return first.indent - lead;
}

function literalOffsets(lines: readonly Line[], trim: number): number[] {
  const offsets: number[] = [];
  for (const line of lines) {
    for (let i = contentStart(line, trim); i < line.end; i++) offsets.push(i);
    offsets.push(line.end);
  }
  return offsets;
}

/** YAML 1.2 §8.1.3: breaks between lines at the block's indentation fold, those around deeper lines stay. */
function foldedOffsets(lines: readonly Line[], trim: number, text: string): number[] {
  const offsets: number[] = [];
  const lastContent = lines.findLastIndex((line) => contentStart(line, trim) < line.end);
  let index = lines.findIndex((line) => line.start + line.indent < line.end);
  for (const line of lines.slice(0, Math.max(index, 0))) {
    for (let i = contentStart(line, trim); i <= line.end; i++) offsets.push(i);
  }
  let pending: number[] = [];
  let wasDeeper = false;
  for (; index >= 0 && index <= lastContent; index++) {
    const line = lines[index]!;
    const from = contentStart(line, trim);
    const isDeeper = from < line.end && (line.indent > trim || text[line.start + line.indent] === "\t");
    if (from < line.end) {
      const keepsFirstBreak = isDeeper || wasDeeper || pending.length < 2;
      for (const lineBreak of keepsFirstBreak ? pending : pending.slice(1)) offsets.push(lineBreak);
      for (let i = from; i < line.end; i++) offsets.push(i);
      pending = [];
      wasDeeper = isDeeper;
    }
    pending.push(line.end);
  }
  for (const lineBreak of pending) offsets.push(lineBreak);
  for (const line of lines.slice(lastContent + 1)) offsets.push(line.end);
  return offsets;
}

function contentStart(line: Line, trim: number): number {
  return Math.min(line.start + trim, line.end);
}
