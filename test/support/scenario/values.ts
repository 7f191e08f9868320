import { DEFAULT_IDS, type Simulator } from "../../../simulator/index.ts";

/** What `$name` in a scenario stands for. */
export type Values = Readonly<Record<string, string>>;

/** The ids that every scenario knows. */
export function initialValues(sim: Simulator): Values {
  return { ...DEFAULT_IDS, bot: sim.applicationId };
}

/** Puts the values into every text of a piece of a scenario, keys included; an unknown `$name` stays. */
export function withValues<T>(piece: T, values: Values): T {
  return substitute(piece, values) as T;
}

function substitute(piece: unknown, values: Values): unknown {
  if (typeof piece === "string") {
    return piece.replace(/\$([a-z]+)/g, (written, name: string) => values[name] ?? written);
  }
  if (Array.isArray(piece)) return piece.map((each) => substitute(each, values));
  if (typeof piece !== "object" || piece === null) return piece;
  return Object.fromEntries(
    Object.entries(piece).map(([key, each]) => [substitute(key, values), substitute(each, values)]),
  );
}
