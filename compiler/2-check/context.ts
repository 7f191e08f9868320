import type { Expression } from "../3-lower/ir.ts";
import type { Diagnostics } from "../diagnostics/diagnostics.ts";
import type { Variable } from "../expression/scope.ts";
import type { Type } from "../expression/types.ts";
import type { Language } from "../language/language.ts";
import type { StaticFiles } from "./assets.ts";
import type { DeclaredNames } from "./declared.ts";
import type { Emissions } from "./emitted-events.ts";
import type { OwnMetrics } from "./metrics/own-metrics.ts";
import type { NamedParts } from "./parts.ts";
import type { FlowDeclaration, LocalVariable, StateScope, StateVariable } from "./program.ts";
import type { Theme } from "./theme.ts";

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
  /** True inside the body of a loop that shares the variables around it. */
  readonly repeated?: boolean;
  /** Inside what becomes a function of its own, where nothing can be waited for. */
  readonly insideFunction?: boolean;
}

/** What the whole document declares, by name. */
export interface ProgramIndex {
  readonly flows: ReadonlyMap<string, FlowDeclaration>;
  readonly variables: StateVariables;
  /** The type that calling a flow gives; `unknown` while the flow itself is being checked. */
  flowResult(name: string): Type;
  readonly declared: DeclaredNames;
  /** Embeds, components and modals by name. */
  readonly parts: NamedParts;
  readonly theme: Theme;
  /** Environment variables that no expression can read. */
  readonly secrets: ReadonlySet<string>;
  /** What actions emit. */
  readonly emissions: Emissions;
  /** What the document measures itself. */
  readonly metrics: OwnMetrics;
  /** Whether the bot may run in several processes. */
  readonly isSpread: boolean;
  /** Static files; undefined where the configuration says nothing of them. */
  readonly files: StaticFiles | undefined;
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
  /** Whether the name may be one that an action computes: `door_1`, where one sets `door_${n}`. */
  mayBeComputed(name: string): boolean;
  /** Notes that variables are looked up by name when the bot runs. */
  needTable(): void;
}

/** The names visible in one handler. */
export interface HandlerScope {
  lookup(name: string): Variable | undefined;
  names(): Iterable<string>;
  /**
   * Notes an assignment to a handler-local variable and gives the variable.
   * @param conditional whether the assignment may not run, or stands in a block of its own
   * @param repeated whether it stands in a loop, so that what is before it may run after it
   */
  assign(name: string, type: Type, conditional: boolean, repeated?: boolean): LocalVariable;
  /**
   * A scope inside this one, such as a loop's body has: variables that are new in it end with it, unless it shares
   * them with the scope around it.
   */
  nested(shares?: boolean): HandlerScope;
  /**
   * Gives this scope a name that is set from outside, such as a loop's item.
   * @param received whether Discord sends the value, so that what it holds depends on intents
   */
  define(name: string, type: Type, received?: boolean): Variable;
  /** Gives this scope a name for what `code` reads. */
  alias(name: string, type: Type, code: Expression): Variable;
  /** The variable of the state that a bare name reads where `lookup` finds nothing. */
  state(name: string): Variable | undefined;
  /** The same, if an action of the handler has stored something in it. */
  stored(name: string): Variable | undefined;
  /** Notes that an action stores something in a variable of the state. */
  noteStored(name: string, variable: Variable): void;
  /** The identifiers of the names it was given. */
  readonly identifiersOf: ReadonlyMap<string, string>;
  /** An identifier for generated code that nothing else in this scope has. */
  claim(name: string): string;
  /** The variables that are declared before everything that sets them. */
  readonly declaredAhead: readonly LocalVariable[];
  /** Whether something reads the result of the action before, by a name that nothing else has. */
  readonly readsLastResult: boolean;
  /** A value given to `return`. */
  noteReturn(type: Type): void;
  /** `command`, or the event's or flow's name: for messages. */
  readonly description: string;
}
