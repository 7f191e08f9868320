import type { Survey } from "./leases.ts";

/**
 * Reads what `LOOK` answers.
 * @param names of the leases that were asked for
 * @param self whose leases nobody has to wait for
 * @param heldOff milliseconds for which nothing is taken
 */
export function surveyOf(answer: unknown, names: readonly string[], self: string, heldOff: number): Survey {
  const [count, ...rest] = texts(answer);
  const members = rest.slice(0, Number(count)).sort();
  const holders = new Map<string, string>();
  let nextFree = heldOff > 0 ? heldOff : Number.POSITIVE_INFINITY;
  names.forEach((name, i) => {
    const [holder, left] = rest.slice(members.length + 2 * i, members.length + 2 * i + 2);
    if (!holder) return;
    holders.set(name, holder);
    if (holder !== self) nextFree = Math.min(nextFree, Number(left));
  });
  return { members, holders, nextFree };
}

/** Throws for what no script answers. */
export function texts(answer: unknown): string[] {
  if (!Array.isArray(answer)) throw new TypeError("Redis answered a script with something else");
  return answer.map(String);
}
