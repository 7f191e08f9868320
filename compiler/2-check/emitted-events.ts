import { didYouMean } from "../diagnostics/suggest.ts";
import { join, type Type, types } from "../expression/types.ts";
import { eventContext } from "../language/contexts.ts";
import type { ContextDefinition } from "../language/handler-kind.ts";
import type { Language } from "../language/language.ts";
import { NEVER_EMITTED } from "../language/never-emitted.ts";
import { planned } from "../language/planned.ts";
import { isText, itemsAt, type MapNode, type ScalarNode, valueAt } from "../source/node.ts";
import { type Callers, emits } from "./callers.ts";
import { flowContext } from "./flow-roots.ts";

/** A handler of an event that is none of the language's: it runs when an action emits it. */
export interface EmittedHandler {
  readonly node: MapNode;
  readonly name: ScalarNode & { readonly value: string };
}

/** The handlers of events that the bot itself emits, in their order. */
export function emittedHandlers(document: MapNode, language: Language): EmittedHandler[] {
  return itemsAt(document, "events").flatMap((node) => {
    const name = node.kind === "map" ? valueAt(node, "event") : undefined;
    if (node.kind !== "map" || name === undefined || !isText(name)) return [];
    return isOwnName(name.value, document, language) ? [{ node, name }] : [];
  });
}

/**
 * Whether the bot itself emits an event, as those of any name that the language does not have; one that is to come
 * where the document emits it.
 */
export function isOwnName(name: string, document: MapNode, language: Language): boolean {
  const definition = language.events.get(name);
  if (definition !== undefined) return definition.emitted === true;
  if (NEVER_EMITTED.has(name)) return false;
  const isToCome = language.plannedEvents.has(name) || planned.events.includes(name);
  return !isToCome || emits(document, name, language);
}

/** What the checked actions say of the data that events carry. */
export class Emissions {
  readonly #types = new Map<string, Map<string, Type>>();
  /** Events that were emitted with data that is not written out, or under a name that is computed. */
  #unclear = false;

  constructor(
    private readonly callers: ReadonlyMap<string, Callers>,
    private readonly language: Language,
  ) {}

  /** Notes that an action emits an event; undefined stands for a name or data that is not written out. */
  note(event: string | undefined, data: ReadonlyMap<string, Type> | undefined): void {
    if (event === undefined || data === undefined) {
      this.#unclear = true;
      return;
    }
    const known = this.#types.get(event) ?? new Map<string, Type>();
    for (const [name, type] of data) {
      const before = known.get(name);
      known.set(name, before === undefined ? type : join(before, type));
    }
    this.#types.set(event, known);
  }

  /** Whether some action emits the event, as far as the document shows. */
  isEmitted(event: string): boolean {
    return this.callers.get(event)?.uncalled === false;
  }

  /** The context of its handlers: that of who emits it. */
  contextOf(event: string): ContextDefinition {
    const callers = this.callers.get(event);
    if (callers === undefined || callers.uncalled) {
      const definition = this.language.events.get(event);
      return definition === undefined ? flowContext(new Map(), this.language) : eventContext(definition);
    }
    return flowContext(callers.contexts, this.language);
  }

  /** The type of its data. `settled` says that all actions which emit it have been checked. */
  dataOf(event: string, settled: boolean): Type & { readonly kind: "map" } {
    const callers = this.callers.get(event);
    const noted = this.#types.get(event);
    const certain = settled && !this.#unclear;
    const properties = [...(callers?.passed ?? [])].map(([name, passed]) => {
      const type = certain ? (noted?.get(name) ?? types.unknown) : types.unknown;
      return [name, passed.always ? type : types.optional(type)] as const;
    });
    const open = callers === undefined || callers.uncalled || callers.open || this.#unclear;
    const others = open ? types.unknown : types.nothing;
    return { kind: "map", properties: Object.fromEntries(properties), others };
  }

  suggest(event: string): string | undefined {
    const actions = [...this.language.actions.values()];
    const emitter = actions.find(({ emits }) => emits?.events.includes(event));
    if (emitter !== undefined) return `emit it with the action \`${emitter.name}\`, or remove its handler`;
    return didYouMean(event, [...this.language.events.keys(), ...planned.events]);
  }
}
