import type { ScalarNode, ScalarValue } from "../../source/node.ts";
import type { SourceFile, Span } from "../../source/source-file.ts";
import { blockOffsets } from "./offsets/block.ts";
import { doubleQuotedOffsets } from "./offsets/double-quoted.ts";
import { foldedLineOffsets } from "./offsets/folded-lines.ts";
import { singleQuotedOffsets } from "./offsets/single-quoted.ts";

export type ScalarStyle = "plain" | "single-quoted" | "double-quoted" | "literal" | "folded";

/** A scalar as read from a file. The map from its characters to their source is made when first asked for. */
export class YamlScalar implements ScalarNode {
  readonly kind = "scalar";
  readonly span: Span;
  /** Offsets between which the value's text lies: inside the quotes, or from the line after a block's header. */
  readonly #start: number;
  readonly #end: number;
  readonly #style: ScalarStyle;
  #offsets: readonly number[] | undefined;

  /**
   * @param start offset of the scalar as written, its quotes or block header included
   * @param end offset behind it
   */
  constructor(
    readonly value: ScalarValue,
    file: SourceFile,
    start: number,
    end: number,
    style: ScalarStyle,
  ) {
    const quotes = style === "single-quoted" || style === "double-quoted" ? 1 : 0;
    this.#style = style;
    this.#start = isBlock(style) ? lineAfter(file.text, start, end) : start + quotes;
    this.#end = end - quotes;
    this.span = isBlock(style) ? blockSpan(file, start, this.#start, end) : file.span(start, end);
  }

  offsetAt(index: number): number {
    const length = typeof this.value === "string" ? this.value.length : this.#end - this.#start;
    const at = Math.max(0, Math.min(index, length));
    // Escapes and folding only ever shorten, so equal lengths mean that nothing was escaped or folded.
    if (!isBlock(this.#style) && this.#end - this.#start === length) return this.#start + at;
    this.#offsets ??= this.#computeOffsets(String(this.value));
    return this.#offsets[at] ?? Math.min((this.#offsets.at(-1) ?? this.#end) + 1, this.#end);
  }

  #computeOffsets(value: string): readonly number[] {
    const { text } = this.span.file;
    switch (this.#style) {
      case "plain":
        return [...foldedLineOffsets(text, this.#start, this.#end), this.#end];
      case "single-quoted":
        return [...singleQuotedOffsets(text, this.#start, this.#end), this.#end];
      case "double-quoted":
        return [...doubleQuotedOffsets(text, this.#start, this.#end), this.#end];
      case "literal":
      case "folded":
        return blockOffsets(text, this.#start, this.#end, value, this.#style === "folded");
    }
  }
}

function isBlock(style: ScalarStyle): boolean {
  return style === "literal" || style === "folded";
}

function lineAfter(text: string, from: number, end: number): number {
  const lineBreak = text.indexOf("\n", from);
  return lineBreak === -1 || lineBreak >= end ? end : lineBreak + 1;
}

/** A block scalar's content without the white space around it; its header when there is none. */
function blockSpan(file: SourceFile, header: number, start: number, end: number): Span {
  let from = start;
  let to = end;
  while (from < to && isSpace(file.text.charCodeAt(from))) from++;
  while (to > from && isSpace(file.text.charCodeAt(to - 1))) to--;
  return from < to ? file.span(from, to) : file.span(header, Math.max(header + 1, start - 1));
}

/** Space, tab, line feed or carriage return. */
function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x09 || code === 0x0a || code === 0x0d;
}
