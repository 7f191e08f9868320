import CodeBlockWriter from "code-block-writer";
import type { Span } from "../../source/source-file.ts";

/** From an offset of the written text on, the code stems from `span` (or, when undefined, from no YAML). */
export interface Mark {
  readonly offset: number;
  readonly span: Span | undefined;
}

/** Width that a generated line should not exceed, in columns. */
export const LINE_WIDTH = 100;
const INDENT_WIDTH = 2;

/** A code writer that knows its column and remembers which stretch of YAML each piece came from. */
export class Sink {
  readonly marks: Mark[] = [];
  readonly #writer = new CodeBlockWriter({ indentNumberOfSpaces: INDENT_WIDTH, newLine: "\n" });
  #lineStart = 0;
  #level = 0;

  /** Columns already used on the current line. */
  get column(): number {
    const length = this.#writer.getLength();
    return length === this.#lineStart ? this.#level * INDENT_WIDTH : length - this.#lineStart;
  }

  write(text: string): void {
    this.#writer.write(text);
  }

  newLine(): void {
    this.#writer.newLine();
    this.#lineStart = this.#writer.getLength();
  }

  /** Leaves one empty line, except at the start of the file. */
  blankLine(): void {
    if (this.#writer.getLength() === 0) return;
    this.#writer.blankLineIfLastNot();
    this.#lineStart = this.#writer.getLength();
  }

  indented(write: () => void): void {
    this.#level++;
    // The writer's own `indent` would put what follows on a line of its own.
    this.#writer.withIndentationLevel(this.#level, write);
    this.#level--;
    if (this.#writer.isLastNewLine()) this.#lineStart = this.#writer.getLength();
  }

  /** Says where the code written next comes from. */
  mark(span: Span | undefined): void {
    if (this.#writer.isLastNewLine() && this.#level > 0) {
      // The indentation is written with the first text; the mark belongs behind it.
      this.marks.push({ offset: this.#writer.getLength() + this.#level * INDENT_WIDTH, span });
    } else {
      this.marks.push({ offset: this.#writer.getLength(), span });
    }
  }

  toString(): string {
    return this.#writer.toString();
  }
}
