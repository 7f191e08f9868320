import { checkPipe, pipeHandlers, pipeTypeOf } from "../../2-check/pipes.ts";
import { type Entry, type MapNode, valueAt } from "../../source/node.ts";
import { type ContextDefinition, defineHandlerKind } from "../handler-kind.ts";
import { PIPE_TYPES } from "../pipe-types.ts";

export default defineHandlerKind<never>({
  name: "pipes",
  noun: "pipe handler",
  folder: "pipes",
  contexts: () => Object.keys(PIPE_TYPES).map(contextOf),
  entrances: (document) =>
    pipesOf(document).flatMap(({ value }) => {
      const name = pipeTypeOf(value)?.name;
      return pipeHandlers(value).map((actions) => ({ context: contextOf(name!), actions }));
    }),
  check(document, surroundings) {
    for (const { key, value } of pipesOf(document))
      checkPipe(String(key.value), value, key.span, surroundings);
    return [];
  },
});

function contextOf(type: string): ContextDefinition {
  return { type: `${type[0]!.toUpperCase()}${type.slice(1)}PipeContext`, roots: PIPE_TYPES[type]!.roots };
}

function pipesOf(document: MapNode): readonly Entry[] {
  const section = valueAt(document, "pipes");
  return section?.kind === "map" ? section.entries : [];
}
