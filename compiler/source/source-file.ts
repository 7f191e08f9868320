/** A text file the compiler has read, with the means to turn offsets into lines and columns. */
export class SourceFile {
  readonly #lineStarts: number[];

  /**
   * @param path how the file is named to people: relative to the entry file's folder, `/`-separated
   * @param absolutePath where it lies on disk
   * @param text its whole content; offsets everywhere are UTF-16 code units into it
   */
  constructor(
    readonly path: string,
    readonly absolutePath: string,
    readonly text: string,
  ) {
    this.#lineStarts = [0];
    for (let i = text.indexOf("\n"); i !== -1; i = text.indexOf("\n", i + 1)) this.#lineStarts.push(i + 1);
  }

  /** Line and column of an offset, both counted from 1. */
  position(offset: number): Position {
    let low = 0;
    let high = this.#lineStarts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.#lineStarts[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - this.#lineStarts[low]! + 1 };
  }

  /** The offset of a line and column, both counted from 1. */
  offset({ line, column }: Position): number {
    return (this.#lineStarts[line - 1] ?? this.text.length) + column - 1;
  }

  /** The text of a line (from 1) without its line break; empty beyond the last. */
  line(number: number): string {
    const start = this.#lineStarts[number - 1];
    if (start === undefined) return "";
    const next = this.#lineStarts[number];
    return this.text.slice(start, next === undefined ? undefined : next - 1).replace(/\r$/, "");
  }

  /** A stretch of this file. */
  span(start: number, end: number): Span {
    return { file: this, start, end };
  }
}

/** Line and column, both counted from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** A stretch of source: `start` inclusive, `end` exclusive, in UTF-16 code units of `file.text`. */
export interface Span {
  readonly file: SourceFile;
  readonly start: number;
  readonly end: number;
}
