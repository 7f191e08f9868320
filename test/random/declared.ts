import { STATE_SCOPES } from "../../compiler/2-check/program.ts";
import { VARIABLE_TYPES } from "../../compiler/2-check/state.ts";
import { types } from "../../compiler/expression/types.ts";
import type { Dice } from "./dice.ts";
import type { Declared, DeclaredVariable } from "./place.ts";

/** The names that a document declares, and its variables. */
export function declare(dice: Dice): Declared {
  const named = (most: number, name: string) => dice.list(0, most, (i) => `${name}_${i}`);
  return {
    flows: named(3, "flow"),
    events: named(2, "happening"),
    embeds: named(2, "embed"),
    components: named(3, "component"),
    modals: named(2, "modal"),
    colors: dice.chance(0.5) ? ["primary", "brand"] : [],
    variables: variables(dice),
  };
}

/** Defaults that fit the types of variables. */
const DEFAULTS: Readonly<Record<string, readonly unknown[]>> = {
  number: [0, 1, 2.5],
  string: ["", "words"],
  boolean: [true, false],
  array: [[], [1, "two"]],
  object: [{}, { a: 1 }],
};

/** One of each scope and now and then one more, of any type or none. */
function variables(dice: Dice): DeclaredVariable[] {
  const scopes = [...STATE_SCOPES, ...dice.list(0, 3, () => dice.pick(STATE_SCOPES))];
  return scopes.map((scope, i) => {
    const type = dice.chance(0.8) ? dice.pick(Object.keys(VARIABLE_TYPES)) : undefined;
    const written = {
      ...(type === undefined ? {} : { type }),
      scope,
      ...(dice.chance(0.5) ? { default: dice.pick(DEFAULTS[type ?? "object"]!) } : {}),
      ...(dice.chance(0.2) ? { persist: dice.chance(0.5) } : {}),
      ...(dice.chance(0.2) ? { ttl: "1h" } : {}),
    };
    return {
      name: `${scope}_${i}`,
      scope,
      type: type === undefined ? types.unknown : VARIABLE_TYPES[type]!,
      written,
    };
  });
}

/** What expressions read of the declared variables, under the keys there are. */
export function readState({ variables: all, colors }: Declared) {
  return [
    ...all.map(({ name, scope, type }) => ({ text: `state.${scope}.${name}`, type })),
    ...colors.map((name) => ({ text: `theme.${name}`, type: types.unknown })),
    { text: "config.limit", type: types.number },
    { text: "config.title", type: types.string },
    { text: "env.PLACE", type: types.string },
  ];
}
