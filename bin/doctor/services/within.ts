/** How long one service may take to answer. */
export const TIME_LIMIT = 5_000; /* ms */

/** What came of asking a service: what it said, or why it said nothing. */
export type Answer<T> = { readonly value: T } | { readonly failure: string };

/** Asks a service; never rejects, and ends within the time limit. */
export async function within<T>(ask: () => Promise<T>, limit: number = TIME_LIMIT): Promise<Answer<T>> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Answer<T>>((resolve) => {
    timer = setTimeout(() => resolve({ failure: `no answer within ${limit / 1_000} s` }), limit);
  });
  const answer = ask().then(
    (value): Answer<T> => ({ value }),
    (error: unknown): Answer<T> => ({ failure: reasonOf(error) }),
  );
  return Promise.race([answer, late]).finally(() => clearTimeout(timer));
}

/** What went wrong, or what that was caused by where the message alone says nothing. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error instanceof AggregateError && error.errors.length > 0) return reasonOf(error.errors[0]);
  return error.cause instanceof Error ? reasonOf(error.cause) : error.message || error.name;
}

/** An address as it may be shown: without credentials, and without what else may hold a secret. */
export function shown(address: string): string {
  if (!URL.canParse(address)) return "an address that cannot be read";
  const { protocol, host, pathname } = new URL(address);
  return `${protocol}//${host}${pathname === "/" ? "" : pathname}`;
}
