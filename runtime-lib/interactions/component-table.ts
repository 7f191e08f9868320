import type { ComponentHandler } from "./component.ts";

/** By their custom_id, in which `*` stands for any characters. */
export type ComponentHandlers = Readonly<Record<string, ComponentHandler>>;

/** A custom_id with `*` in it. */
export interface Pattern {
  /** What stands before the first `*`. */
  readonly first: string;
  /** What stands between two, in this order. */
  readonly middle: readonly string[];
  /** What stands behind the last. */
  readonly last: string;
}

/** A custom_id as a pattern; undefined where it has no `*`. */
export function patternOf(customId: string): Pattern | undefined {
  const [first = "", ...others] = customId.split("*");
  const last = others.pop();
  return last === undefined ? undefined : { first, middle: others, last };
}

/** Whether a custom_id fits a pattern. */
export function isLike(id: string, { first, middle, last }: Pattern): boolean {
  if (!id.startsWith(first)) return false;
  let at = first.length;
  for (const part of middle) {
    const found = id.indexOf(part, at);
    if (found === -1) return false;
    at = found + part.length;
  }
  return id.length - at >= last.length && id.endsWith(last);
}

/** Finds what runs for a custom_id: the one that is written so, else the first whose pattern it fits. */
export class ComponentTable {
  readonly #exact = new Map<string, ComponentHandler>();
  readonly #patterns: readonly (Pattern & { readonly handler: ComponentHandler })[];

  constructor(handlers: ComponentHandlers = {}) {
    this.#patterns = Object.entries(handlers).flatMap(([id, handler]) => {
      this.#exact.set(id, handler);
      const pattern = patternOf(id);
      return pattern === undefined ? [] : [{ ...pattern, handler }];
    });
  }

  find(customId: string): ComponentHandler | undefined {
    return this.#exact.get(customId) ?? this.#patterns.find((pattern) => isLike(customId, pattern))?.handler;
  }
}
