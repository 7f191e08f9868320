import type { Type } from "../expression/types.ts";
import type { ContextDefinition } from "./handler-kind.ts";

/** A name that expressions can use in a context, and what reads it. */
export interface RootDefinition {
  readonly type: Type;
  /** The property of the handler's context in generated code; the root's own name when absent. */
  readonly property?: string;
  readonly aliases?: readonly string[];
  /** Members read from elsewhere in the context, such as `guild.id` from `ctx.guildId`. */
  readonly shortcuts?: Readonly<Record<string, { readonly type: Type; readonly property: string }>>;
}

export type Roots = Readonly<Record<string, RootDefinition>>;

/** An event of the language. */
export interface EventDefinition {
  readonly name: string;
  readonly aliases?: readonly string[];
  readonly summary: string;
  /** The gateway dispatch that carries it; absent for events the runtime makes itself. */
  readonly gateway?: string;
  /** Intents without which Discord does not send it. */
  readonly intents: readonly string[];
  readonly roots: Roots;
  /** The runtime function that registers a handler, and the type of the context it passes. */
  readonly runtime: string;
  readonly contextType: string;
  /** The context that a flow gets which handlers of this event and of others like it call. */
  readonly contextBase?: ContextDefinition;
  readonly example: string;
}

export function defineEvent(definition: EventDefinition): EventDefinition {
  return definition;
}
