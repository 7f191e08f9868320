import type { CheckContext } from "../2-check/context.ts";
import type { Diagnostics } from "../diagnostics/diagnostics.ts";
import type { Node } from "../source/node.ts";
import type { Fields } from "./field.ts";

/** What a normaliser may use: it reports what it cannot make sense of and keeps the rest. */
export interface NormaliseContext {
  readonly diagnostics: Diagnostics;
}

/** A top-level section of the language. One file each in `sections/`. */
export interface SectionDefinition {
  /** The key at the top of the document. */
  readonly name: string;
  /** One sentence for docs and completion. */
  readonly summary: string;
  /** Brings every alternative form to the one canonical form (spec.md §23); positions stay. */
  readonly normalise?: (node: Node, context: NormaliseContext) => Node;
  /**
   * How an imported file's section joins the importing file's (spec.md §3), both normalised:
   * `concat` lists, `union` maps with the imported file winning, `replace` by the imported one,
   * `keep` the importing file's, or a function for sections with rules of their own.
   */
  readonly merge: "concat" | "union" | "replace" | "keep" | ((base: Node, imported: Node) => Node);
  /** Other top-level keys whose content belongs to this section, and how it gets there. */
  readonly aliases?: Readonly<Record<string, (node: Node, context: NormaliseContext) => Node>>;
  /** What it holds, where it is a map of fields: checked also before the compiler implements the section. */
  readonly fields?: Fields;
  /** Checks what is not said by fields. */
  readonly check?: (node: Node, context: CheckContext) => void;
  /** Paths within it whose values are credentials, `*` for any name: no expression can read their variables. */
  readonly secrets?: readonly string[];
  /** False until the compiler implements it; its use is then an error with its position. */
  readonly supported: boolean;
}

export function defineSection(definition: SectionDefinition): SectionDefinition {
  return definition;
}
