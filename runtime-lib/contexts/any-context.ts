import type { EventRegistrar } from "../events/event.ts";
import type * as events from "../events/registry.generated.ts";
import type { Context } from "./context.ts";
import type { InteractionContext } from "./interaction-context.ts";
import type { TimerContext } from "./timer-context.ts";

/** The contexts of all events, of timers, and of what answers an interaction. */
type Contexts = InteractionContext | TimerContext | ContextOf<(typeof events)[keyof typeof events]>;

type ContextOf<Registrar> = Registrar extends EventRegistrar<infer C> ? C : never;

/** The properties that any of several types has. */
type KeysOf<Union> = Union extends unknown ? keyof Union : never;

type ValueOf<Union, Key extends PropertyKey> = Union extends unknown
  ? Key extends keyof Union
    ? Union[Key]
    : never
  : never;

/** The context of a flow that handlers of several kinds call: what only some of theirs have may be missing. */
export type AnyContext<OneOf extends Context = Contexts> = Context & {
  readonly [Key in Exclude<KeysOf<OneOf>, keyof Context>]?: ValueOf<OneOf, Key> | undefined;
};
