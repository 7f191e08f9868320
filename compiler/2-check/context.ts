import type { Diagnostics } from "../diagnostics/diagnostics.ts";
import type { Variable } from "../expression/scope.ts";
import type { Type } from "../expression/types.ts";
import type { Language } from "../language/language.ts";
import type { FlowDeclaration, LocalVariable, StateScope, StateVariable } from "./program.ts";

/** What checking a value needs to know of its surroundings. */
export interface CheckContext {
  readonly language: Language;
  readonly diagnostics: Diagnostics;
  readonly program: ProgramIndex;
  readonly scope: HandlerScope;
  /** Paths that a condition around this place has shown to be there. */
  readonly present: ReadonlySet<string>;
  /** True inside a branch or after a `when`: what is assigned here may stay unassigned. */
  readonly conditional: boolean;
}

/** What the whole document declares, by name. */
export interface ProgramIndex {
  readonly flows: ReadonlyMap<string, FlowDeclaration>;
  readonly variables: StateVariables;
  /** The type that calling a flow gives; `unknown` while the flow itself is being checked. */
  flowResult(name: string): Type;
  /** Free values of the `config` section. */
  readonly config: Readonly<Record<string, unknown>>;
}

/** The state variables: those declared, and those that only an action's `scope` brings about. */
export interface StateVariables {
  declared(name: string): StateVariable | undefined;
  find(scope: StateScope, name: string): StateVariable | undefined;
  /** The variable of that scope, made on the spot when only actions mention it. */
  obtain(scope: StateScope, name: string, span: StateVariable["span"]): StateVariable;
  names(scope: StateScope): Iterable<string>;
}

/** The names visible in one handler. */
export interface HandlerScope {
  lookup(name: string): Variable | undefined;
  names(): Iterable<string>;
  /** Notes an assignment to a handler-local variable and gives the variable. */
  assign(name: string, type: Type, conditional: boolean): LocalVariable;
  /** A value given to `return`. */
  noteReturn(type: Type): void;
  /** `command`, or the event's or flow's name: for messages. */
  readonly description: string;
}
