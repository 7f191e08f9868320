import { automodRules, checkAutomod } from "../../2-check/automod.ts";
import { types } from "../../expression/types.ts";
import type { Roots } from "../event.ts";
import { type ContextDefinition, defineHandlerKind } from "../handler-kind.ts";
import type { Language } from "../language.ts";

export default defineHandlerKind<never>({
  name: "automod",
  noun: "automod rule",
  folder: "automod",
  contexts: (language) => [contextOf(language)],
  entrances: (document, language) =>
    automodRules(document).map((actions) => ({ context: contextOf(language), actions })),
  check(document, surroundings) {
    checkAutomod(document, rootsOf(surroundings.language), surroundings);
    return [];
  },
});

function contextOf(language: Language): ContextDefinition {
  return { type: "AutomodContext", roots: rootsOf(language) };
}

/** A rule reads what a handler of new messages reads, and what it found. */
function rootsOf({ events }: Language): Roots {
  const messages = [...events.values()].find(({ gateway }) => gateway === "MESSAGE_CREATE")!;
  const found = types.map({
    rule: types.string,
    trigger: types.string,
    matched: types.list(types.string),
  });
  return { ...messages.roots, automod: { type: found } };
}
