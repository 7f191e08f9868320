/** How fast something was done. */
export interface Speed {
  readonly perSecond: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
}

/** Something that is done again and again; `i` counts up. */
export type Task = (i: number) => Promise<unknown>;

/** How many are under way at once, as handlers of a busy bot are. */
const AT_ONCE = 32;

/** Does a task so many times, some at once. */
async function once(task: Task, times: number): Promise<{ seconds: number; latencies: number[] }> {
  const latencies: number[] = [];
  let next = 0;
  const start = performance.now();
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      while (next < times) {
        const i = next++;
        const begin = performance.now();
        await task(i);
        latencies.push(performance.now() - begin);
      }
    }),
  );
  return { seconds: (performance.now() - start) / 1_000, latencies };
}

/** Measures tasks in turns, so that what disturbs the machine disturbs all of them; each counts by its median round. */
export async function sideBySide<K extends string>(
  tasks: Readonly<Record<K, Task>>,
  times: number,
  rounds: number,
): Promise<Record<K, Speed>> {
  const names = Object.keys(tasks) as K[];
  const seconds = new Map(names.map((name) => [name, [] as number[]]));
  const latencies = new Map(names.map((name) => [name, [] as number[]]));
  for (const name of names) await once(tasks[name], Math.ceil(times / 4));
  for (let round = 0; round < rounds; round++) {
    // Who comes first has the colder caches.
    for (const name of round % 2 === 0 ? names : names.toReversed()) {
      const result = await once(tasks[name], times);
      seconds.get(name)!.push(result.seconds);
      latencies.get(name)!.push(...result.latencies);
    }
  }
  const speeds = names.map((name): [K, Speed] => {
    const sorted = latencies.get(name)!.sort((a, b) => a - b);
    const at = (share: number) => sorted[Math.floor(sorted.length * share)]!;
    const median = seconds.get(name)!.sort((a, b) => a - b)[Math.floor(rounds / 2)]!;
    return [name, { perSecond: times / median, p50: at(0.5), p99: at(0.99) }];
  });
  return Object.fromEntries(speeds) as Record<K, Speed>;
}
