import { types } from "../../compiler/expression/types.ts";
import { baseRoots } from "../../compiler/language/context-roots.ts";
import { eventSettings } from "../../compiler/language/event-settings.ts";
import type { Language } from "../../compiler/language/language.ts";
import type { At } from "./document.ts";
import type { Readable } from "./expressions.ts";
import { fieldValues, type Writing } from "./fields.ts";
import type { Place } from "./place.ts";
import { condition } from "./values.ts";

/** A handler of an event of the language. */
export function eventHandler(writing: Writing, language: Language, at: At): unknown {
  const definition = writing.dice.pick([...new Set(language.events.values())]);
  const names = [definition.name, ...(definition.aliases ?? [])];
  return handler(writing.dice.pick(names), writing, at(definition.roots));
}

/** What handlers of the document's own events read. */
const PASSED: readonly Readable[] = ["data", "event.data", "data.name_0", "name_1", "event.data.name_1"].map(
  (text) => ({ text, type: types.unknown }),
);

/** A handler of an event that the document emits itself. */
export function ownHandler(name: string, writing: Writing, at: At): unknown {
  return handler(name, writing, at(baseRoots, PASSED));
}

function handler(event: string, writing: Writing, place: Place): unknown {
  const { dice } = writing;
  return {
    event,
    ...(dice.chance(0.3) ? { when: condition(writing, place) } : {}),
    ...(dice.chance(0.3) ? fieldValues(eventSettings, writing, place, "setting", 0.3) : {}),
    actions: writing.actions(place),
  };
}
