/** A text with `*` in it, which stands for any characters. */
export interface Pattern {
  /** What stands before the first `*`. */
  readonly first: string;
  /** What stands between two, in this order. */
  readonly middle: readonly string[];
  /** What stands behind the last. */
  readonly last: string;
}

/** A text as a pattern; undefined where it has no `*`. */
export function patternOf(written: string): Pattern | undefined {
  const [first = "", ...others] = written.split("*");
  const last = others.pop();
  return last === undefined ? undefined : { first, middle: others, last };
}

/** Whether a text fits a pattern; takes time in proportion to its length. */
export function isLike(text: string, { first, middle, last }: Pattern): boolean {
  if (!text.startsWith(first)) return false;
  let at = first.length;
  for (const part of middle) {
    const found = text.indexOf(part, at);
    if (found === -1) return false;
    at = found + part.length;
  }
  return text.length - at >= last.length && text.endsWith(last);
}
