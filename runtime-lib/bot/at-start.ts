/** What a bot needs when it starts: given, or computed then, so that a failure is told with its place. */
export type AtStart<T extends object> = T | (() => T);

/** The value, computed where it is not given. */
export function atStart<T extends object>(value: AtStart<T>): T {
  return typeof value === "function" ? value() : value;
}
