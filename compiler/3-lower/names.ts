import { identifierFor } from "../2-check/identifiers.ts";
import type { ModuleSymbol } from "./ir.ts";

/** Gives each handler a file and an exported name that nothing else has. */
export class UnitNames {
  readonly #paths = new Set<string>();
  /** The number to try next for a path that is taken: a bot may have thousands of handlers of one event. */
  readonly #next = new Map<string, number>();

  /**
   * @param folder where it belongs, such as `commands`
   * @param name its name in the document
   */
  claim(folder: string, name: string): ModuleSymbol {
    const stem = name.toLowerCase().replace(/[^\p{L}\p{N}_-]+/gu, "-") || "unnamed";
    const plain = `${folder}/${stem}.ts`;
    let path = plain;
    let number = this.#next.get(plain) ?? 1;
    while (this.#paths.has(path)) path = `${folder}/${stem}-${++number}.ts`;
    this.#paths.add(path);
    this.#next.set(plain, number);
    const own = path === plain ? name : `${name}${number}`;
    return { module: path, name: identifierFor(own, RUNTIME_WORDS) };
  }
}

/** Names that every handler's code uses itself. */
const RUNTIME_WORDS: ReadonlySet<string> = new Set(["ctx", "args", "command", "flow"]);
