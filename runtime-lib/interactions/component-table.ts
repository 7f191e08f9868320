import { isLike, type Pattern, patternOf } from "../text-pattern.ts";
import type { ComponentHandler } from "./component.ts";

/** By their custom_id, in which `*` stands for any characters. */
export type ComponentHandlers = Readonly<Record<string, ComponentHandler>>;

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
