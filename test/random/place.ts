import { type Type, types } from "../../compiler/expression/types.ts";
import type { Roots } from "../../compiler/language/event.ts";
import type { Language } from "../../compiler/language/language.ts";
import { pathsFrom, type Readable } from "./expressions.ts";

/** What a document declares: names that its actions use. */
export interface Declared {
  readonly flows: readonly string[];
  /** Events of its own. */
  readonly events: readonly string[];
  readonly embeds: readonly string[];
  readonly components: readonly string[];
  readonly modals: readonly string[];
  readonly colors: readonly string[];
  readonly variables: readonly DeclaredVariable[];
}

export interface DeclaredVariable {
  readonly name: string;
  readonly scope: string;
  readonly type: Type;
  /** As the section `state` has it. */
  readonly written: Readonly<Record<string, unknown>>;
}

/** Where an action stands: what it can read, and how deep it is nested. */
export interface Place {
  readonly readable: readonly Readable[];
  /** The names of what it can read that is not inside anything. */
  readonly roots: ReadonlySet<string>;
  /** Names that actions before it have stored. */
  readonly locals: string[];
  /** Action lists around it. */
  readonly depth: number;
  readonly declared: Declared;
}

/** What the roots of a context let expressions read. */
export function readableFrom(roots: Roots, language: Language): Readable[] {
  return Object.entries(roots).flatMap(([name, { type, aliases = [] }]) =>
    [name, ...aliases].flatMap((text) => pathsFrom({ text, type }, language)),
  );
}

/** Everything that can be read at a place, the variables of the handler included. */
export function readableAt({ readable, locals }: Place): Readable[] {
  return [...readable, ...locals.map((text) => ({ text, type: types.unknown }))];
}
