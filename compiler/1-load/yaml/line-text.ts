import type { SourceFile } from "../../source/source-file.ts";

/** Offset of the end of the content of the line that holds `offset`, white space before the break left out. */
export function lineEndAt(file: SourceFile, offset: number): number {
  const lineBreak = file.text.indexOf("\n", offset);
  let end = lineBreak === -1 ? file.text.length : lineBreak;
  while (end > offset && /\s/.test(file.text[end - 1]!)) end--;
  return end;
}

/** What stands from `offset` to the end of its line, without a comment. */
export function unquotedValueAt(file: SourceFile, offset: number): string {
  return file.text.slice(offset, lineEndAt(file, offset)).replace(/\s+#.*$/, "");
}

/** A value as double-quoted YAML, cut short for messages. */
export function quoted(value: string): string {
  return JSON.stringify(value.length > 60 ? `${value.slice(0, 59)}…` : value);
}
