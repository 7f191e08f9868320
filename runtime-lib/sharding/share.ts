/** What a process is to do about its share of the shards. */
export interface Share {
  /** Free shards that fall to it. */
  readonly take: readonly number[];
  /** How many of its shards it has too many; 0 while there are free shards, which others find first. */
  readonly give: number;
}

/**
 * The share of one process. Everyone who sees the same comes to one division of the shards: loads differ by 1 at most,
 * but for processes that take no more than so many; as few shards move as can be, and no free shard falls to two.
 * @param members processes that take part, in any order
 * @param holders of shards that are held, also by processes that take part no longer
 * @param total shards of the whole bot
 */
export function shareOf(
  self: string,
  members: readonly string[],
  holders: ReadonlyMap<number, string>,
  total: number,
): Share {
  const free = Array.from({ length: total }, (_, id) => id).filter((id) => !holders.has(id));
  let next = 0;
  for (const { member, count, due } of division(members, holders, total)) {
    const missing = Math.max(0, due - count);
    if (member === self)
      return {
        take: free.slice(next, next + missing),
        give: free.length > 0 ? 0 : Math.max(0, count - due),
      };
    next += missing;
  }
  return { take: [], give: 0 };
}

interface Part {
  readonly member: string;
  /** How many shards it has. */
  readonly count: number;
  /** How many it should have. */
  readonly due: number;
}

/** Where the shards do not divide evenly, those have one more that have the most already. */
function division(
  members: readonly string[],
  holders: ReadonlyMap<number, string>,
  total: number,
): readonly Part[] {
  const counts = new Map(members.map((member) => [member, 0]));
  for (const holder of holders.values()) {
    const count = counts.get(holder);
    if (count !== undefined) counts.set(holder, count + 1);
  }
  const ordered = [...counts].sort(([one, a], [other, b]) => b - a || (one < other ? -1 : 1));
  const { limited, least, over } = evenParts(members, total);
  let more = over;
  return ordered.map(([member, count]) => {
    const limit = limited.get(member);
    return { member, count, due: limit ?? (more-- > 0 ? least + 1 : least) };
  });
}

/** What falls to each of those whose limit is no less: `least`, and one more to as many as `over` says. */
interface EvenParts {
  /** Those that get what they take at most, and no more. */
  readonly limited: ReadonlyMap<string, number>;
  readonly least: number;
  readonly over: number;
}

function evenParts(members: readonly string[], total: number): EvenParts {
  const limited = new Map<string, number>();
  const byLimit = members
    .map((member) => ({ member, limit: limitOf(member) }))
    .sort((a, b) => a.limit - b.limit);
  let rest = total;
  for (const [i, { member, limit }] of byLimit.entries()) {
    const others = members.length - i;
    const least = Math.floor(rest / others);
    if (limit > least) return { limited, least, over: rest % others };
    limited.set(member, limit);
    rest -= limit;
  }
  return { limited, least: 0, over: 0 };
}

const LIMIT = /@(\d+)$/;

/** The end of the name of a process that takes so many shards at most, where the others read it. */
export function limitSuffix(most: number): string {
  return `@${most}`;
}

function limitOf(member: string): number {
  const [, most] = LIMIT.exec(member) ?? [];
  return most === undefined ? Number.POSITIVE_INFINITY : Number(most);
}
