import { foldedLineOffsets } from "./folded-lines.ts";

/** Offsets of the characters of a single-quoted scalar; `start` and `end` are those of the quotes' inside. */
export function singleQuotedOffsets(text: string, start: number, end: number): number[] {
  const offsets: number[] = [];
  const unfolded = foldedLineOffsets(text, start, end);
  for (let i = 0; i < unfolded.length; i++) {
    offsets.push(unfolded[i]!);
    if (text[unfolded[i]!] === "'") i++; // '' stands for one quote
  }
  return offsets;
}
