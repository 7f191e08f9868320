import type { ActionDefinition } from "./action.ts";
import { actionsDefinitions } from "./actions/registry.generated.ts";
import type { CacheDefinition } from "./cache.ts";
import { cachesDefinitions } from "./caches/registry.generated.ts";
import { entitiesDefinitions } from "./entities/registry.generated.ts";
import type { EntityDefinition } from "./entity.ts";
import type { EventDefinition } from "./event.ts";
import { eventsDefinitions } from "./events/registry.generated.ts";
import type { FunctionDefinition } from "./function.ts";
import { functionsDefinitions } from "./functions/registry.generated.ts";
import type { HandlerKind } from "./handler-kind.ts";
import { handlersDefinitions } from "./handlers/registry.generated.ts";
import type { MethodDefinition } from "./method.ts";
import { methodsDefinitions } from "./methods/registry.generated.ts";
import type { PlannedEvent } from "./planned-event.ts";
import { plannedEvents } from "./planned-events/registry.generated.ts";
import type { SectionDefinition } from "./section.ts";
import { sectionsDefinitions } from "./sections/registry.generated.ts";
import { transformsDefinitions } from "./transforms/registry.generated.ts";

/** Everything the language has, by name. */
export interface Language {
  readonly sections: ReadonlyMap<string, SectionDefinition>;
  readonly actions: ReadonlyMap<string, ActionDefinition>;
  readonly events: ReadonlyMap<string, EventDefinition>;
  /** Events that wait for their implementation. */
  readonly plannedEvents: ReadonlyMap<string, PlannedEvent>;
  /** Everything that runs by itself, by its kind. */
  readonly handlers: readonly HandlerKind[];
  readonly entities: ReadonlyMap<string, EntityDefinition>;
  readonly caches: ReadonlyMap<string, CacheDefinition>;
  readonly functions: ReadonlyMap<string, FunctionDefinition>;
  readonly transforms: ReadonlyMap<string, FunctionDefinition>;
  /** By receiver and name: `list map`. */
  readonly methods: ReadonlyMap<string, MethodDefinition>;
}

/** The language as the definition files state it. */
export function createLanguage(): Language {
  const events = new Map<string, EventDefinition>();
  for (const event of eventsDefinitions) {
    events.set(event.name, event);
    for (const alias of event.aliases ?? []) events.set(alias, event);
  }
  return {
    sections: byName(sectionsDefinitions),
    actions: byName<ActionDefinition>(actionsDefinitions),
    events,
    plannedEvents: byName<PlannedEvent>(plannedEvents),
    handlers: handlersDefinitions,
    entities: byName<EntityDefinition>(entitiesDefinitions),
    caches: byName<CacheDefinition>(cachesDefinitions),
    functions: byName(functionsDefinitions.flat()),
    transforms: byName(transformsDefinitions.flat()),
    methods: new Map(methodsDefinitions.flat().map((method) => [`${method.on} ${method.name}`, method])),
  };
}

function byName<T extends { readonly name: string }>(definitions: readonly T[]): ReadonlyMap<string, T> {
  return new Map(definitions.map((definition) => [definition.name, definition]));
}
