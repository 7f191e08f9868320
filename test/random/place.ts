import { types } from "../../compiler/expression/types.ts";
import type { Roots } from "../../compiler/language/event.ts";
import type { Language } from "../../compiler/language/language.ts";
import { pathsFrom, type Readable } from "./expressions.ts";

/** Where an action stands: what it can read, and how deep it is nested. */
export interface Place {
  readonly readable: readonly Readable[];
  /** Names that actions before it have stored. */
  readonly locals: string[];
  /** Action lists around it. */
  readonly depth: number;
  readonly flows: readonly string[];
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
