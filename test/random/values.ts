import type { ExpressionWriter, Wanted } from "./expressions.ts";
import type { Writing } from "./fields.ts";
import { type Place, readableAt } from "./place.ts";

/** A text with `${}` parts, or without. */
export function text({ dice, expressions }: Writing, place: Place): string {
  const parts = dice.list(1, 3, () =>
    dice.chance(0.5)
      ? dice.pick(["hello ", "a: ", "# ", "'", '"', "`x` ", "\n", "100 % ", "\\n ", "é "])
      : template(dice.pick<Wanted>(["string", "number", "any"]), expressions, place),
  );
  return `t${parts.join("")}`;
}

/** A condition in one of its forms. */
export function condition(writing: Writing, place: Place, depth = 1): unknown {
  const { dice, expressions } = writing;
  const plain = () => expressions.write("boolean", readableAt(place), 2);
  if (depth === 0 || dice.chance(0.6)) return dice.chance(0.5) ? plain() : `\${${plain()}}`;
  const inner = () => condition(writing, place, depth - 1);
  return dice.pick<() => unknown>([
    () => dice.chance(0.5),
    () => ({ expr: plain() }),
    () => `\${${plain()}} && !\${${plain()}}`,
    () => `'\${${expressions.write("string", readableAt(place), 2)}}-$env.WORD' == "\${${plain()}}"`,
    () => ({ all: dice.list(1, 3, inner) }),
    () => ({ any: dice.list(1, 3, inner) }),
    () => ({ not: inner() }),
    () => ({ eq: [expressions.write("any", readableAt(place), 2), dice.whole(0, 9)] }),
    () => ({ match: [expressions.write("string", readableAt(place), 2), "^[a-z]+$"] }),
  ])();
}

/** Anything that the value rule takes. */
export function value(writing: Writing, place: Place, depth = 2): unknown {
  const { dice, expressions } = writing;
  if (depth > 0 && dice.chance(0.2)) return dice.list(0, 3, () => value(writing, place, depth - 1));
  if (depth > 0 && dice.chance(0.2))
    return Object.fromEntries(dice.list(0, 3, (i) => [`key${i}`, value(writing, place, depth - 1)]));
  return dice.pick<() => unknown>([
    () => dice.whole(-3, 1000),
    () => dice.chance(0.5),
    () => null,
    () => "some words here",
    () => template("any", expressions, place),
    () => text(writing, place),
  ])();
}

/** An expression in `${}`. */
export function template(wanted: Wanted, expressions: ExpressionWriter, place: Place): string {
  return `\${${expressions.write(wanted, readableAt(place), 2)}}`;
}
