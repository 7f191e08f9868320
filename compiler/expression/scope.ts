import type { Expression } from "../3-lower/ir.ts";
import type { CacheFields } from "../language/entity.ts";
import type { Span } from "../source/source-file.ts";
import type { Typed } from "./typed.ts";
import type { Type } from "./types.ts";

/** A name an expression may use: a context root, a flow parameter, a variable stored with `as` or `set`. */
export interface Variable {
  readonly name: string;
  readonly type: Type;
  /** What reads it in generated code. */
  readonly code: Expression;
  /** For a root whose members are resolved by the compiler (`env`, `state`, `config`). */
  readonly namespace?: Namespace;
  /** Members that are read from elsewhere in the context: `guild.id` is `ctx.guildId`. */
  readonly shortcuts?: Readonly<Record<string, Shortcut>>;
  /** For a value that is waited for: what is known of it at once. */
  readonly known?: Known;
  /** Caches that reading it needs, with their fields. */
  readonly caches?: CacheFields;
  /** Intents without which it is often missing. */
  readonly intents?: readonly string[];
  /** Whether it has all its properties, whatever the intents. */
  readonly whole?: boolean;
  /** Whether reading it waits: then it cannot be read inside an arrow function. */
  readonly awaits?: boolean;
  /** Whether another process may have it. */
  readonly elsewhere?: boolean;
  /** What conditions know it by, where its name alone would not do. */
  readonly path?: string;
  /** True for what the language provides, false for what the document names. */
  readonly root: boolean;
}

/** What of a value is known at once. */
export interface Known {
  readonly code: Expression;
  readonly fields: readonly string[];
  /** Whether there may be nothing of which it is known. */
  readonly maybeMissing?: boolean;
}

/** A member of a root that is read from elsewhere. */
export interface Shortcut {
  readonly type: Type;
  readonly code: Expression;
  readonly awaits?: boolean;
}

/** A root whose members are resolved by the compiler. */
export interface Namespace {
  /** All of it at once; absent where it is no value by itself. */
  value?(span: Span): Typed;
  /** The member, or undefined when there is none by that name (then `names` helps to suggest one). */
  member(name: string, span: Span): Typed | undefined;
  /** True where a member that nobody sets is nothing, and worth no more than a warning. */
  readonly open?: boolean;
  /** Whether the member exists and must not be read. */
  secret?(name: string): boolean;
  /** A member that is again a group of values, such as `state.guild`. */
  inner?(name: string): Namespace | undefined;
  /** The member whose name an expression gives: `state.guild[name]`. */
  element?(name: Typed, span: Span): Typed;
  /** The members of another than the one at hand: `state.user[id].score`. */
  of?(id: Typed): Namespace;
  names(): Iterable<string>;
}

/** The names visible at one place. */
export interface Scope {
  lookup(name: string): Variable | undefined;
  /** The variable of the state that a bare name reads where `lookup` finds nothing. */
  state?(name: string): Variable | undefined;
  names(): Iterable<string>;
}
