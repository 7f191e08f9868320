/** What a process is to do about its share of the shards. */
export interface Share {
  /** Free shards that fall to it. */
  readonly take: readonly number[];
  /** How many of its shards it has too many; 0 while there are free shards, which others find first. */
  readonly give: number;
}

/**
 * The share of one process. Everyone who sees the same comes to one division of the shards: loads differ by 1 at most,
 * as few shards move as can be, and no free shard falls to two.
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
  const least = Math.floor(total / members.length);
  const over = total % members.length;
  return [...counts]
    .sort(([one, a], [other, b]) => b - a || (one < other ? -1 : 1))
    .map(([member, count], i) => ({ member, count, due: i < over ? least + 1 : least }));
}
