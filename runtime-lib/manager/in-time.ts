/** How long something may take to show that it works: who asks waits, and has a limit too. */
const PATIENCE = 3_000; /* ms */

/** What a promise gives, if it does so before the one who asks loses patience. */
export async function inTime<T>(promise: Promise<T>, patience: number = PATIENCE): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${patience} ms`)), patience);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
