import type { Type } from "../expression/types.ts";
import { type CacheFields, twin } from "./entity.ts";
import type { ContextDefinition } from "./handler-kind.ts";

/** How a root, or a member of one, is read from the handler's context. */
export interface RootRead {
  readonly type: Type;
  /** The property of the handler's context in generated code. */
  readonly property: string;
  /** The property is a function whose result is waited for: it may have to ask Discord. */
  readonly awaits?: true;
}

/** A name that expressions can use in a context, and what reads it. */
export interface RootDefinition {
  readonly type: Type;
  /** The property of the handler's context in generated code; the root's own name when absent. */
  readonly property?: string;
  readonly awaits?: true;
  /** Whether the handler may run in another process than the one that serves its guild, and has it in a cache. */
  readonly elsewhere?: true;
  /** Other names; the camelCase twin of a snake_case name, and the reverse, need no mention. */
  readonly aliases?: readonly string[];
  /** Whether Discord sends it with everything, whatever the intents. */
  readonly whole?: boolean;
  /** Members read from elsewhere in the context, such as `guild.id` from `ctx.guildId`. */
  readonly shortcuts?: Readonly<Record<string, RootRead>>;
  /**
   * For a root that is waited for: what is known of it at once. Properties that read nothing else are read
   * from there.
   */
  readonly known?: { readonly property: string; readonly fields: readonly string[] };
  /** Caches that must be there, with the fields of them that it reads. */
  readonly caches?: CacheFields;
  /** Intents without which it is often missing. */
  readonly intents?: readonly string[];
  /** In a flow that several kinds of handler reach: where else it is when it is not under `property`. */
  readonly otherwise?: readonly Omit<RootRead, "type">[];
}

export type Roots = Readonly<Record<string, RootDefinition>>;

/** An event of the language. */
export interface EventDefinition {
  readonly name: string;
  /** What its handlers' files and functions are called, where its name does not do. */
  readonly word?: string;
  readonly aliases?: readonly string[];
  readonly summary: string;
  /** Whether it is the bot itself that emits it: handlers have what comes with it by name, as those of its own events. */
  readonly emitted?: true;
  /** The gateway dispatch that carries it; absent for events the runtime makes itself. */
  readonly gateway?: string;
  /** Among the events of one dispatch: those with a lower number run first. 0 when left out. */
  readonly order?: number;
  /** Intents without which Discord does not send it. */
  readonly intents: readonly string[];
  /** The intent with which Discord sends it of direct messages; absent where it happens in guilds alone. */
  readonly directIntent?: string;
  /** Intents that bring more of it, taken where the document leaves the intents to the compiler. */
  readonly welcomeIntents?: readonly string[];
  /** Caches without which the runtime cannot tell that it has happened. */
  readonly caches?: CacheFields;
  readonly roots: Roots;
  /** The runtime function that registers a handler, and the type of the context it passes. */
  readonly runtime: string;
  readonly contextType: string;
  /** The context that a flow gets which handlers of this event and of others like it call. */
  readonly contextBase?: ContextDefinition;
  readonly example: string;
}

/** Declares an event; every root is also read by the other spelling of its name. */
export function defineEvent(definition: EventDefinition): EventDefinition {
  return { ...definition, roots: withTwins(definition.roots) };
}

/** Roots with the other spelling of each name among the aliases. */
export function withTwins(roots: Roots): Roots {
  return Object.fromEntries(
    Object.entries(roots).map(([name, root]) => {
      const names = [name, ...(root.aliases ?? [])];
      const aliases = new Set(names.flatMap((each) => [each, twin(each) ?? each]));
      aliases.delete(name);
      return [name, aliases.size === 0 ? root : { ...root, aliases: [...aliases] }];
    }),
  );
}
