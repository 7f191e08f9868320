/** Rounds halves up: 2.5 to 3, -2.5 to -2. */
export function round(value: unknown, decimals = 0): number {
  const factor = 10 ** decimals;
  return Math.round(Number(value) * factor) / factor;
}

export function floor(value: unknown): number {
  return Math.floor(Number(value));
}

export function ceil(value: unknown): number {
  return Math.ceil(Number(value));
}

/** The least of the numbers, those in lists included; Infinity without any. */
export function min(...values: readonly unknown[]): number {
  return Math.min(...values.flat().map(Number));
}

/** The greatest of the numbers, those in lists included; -Infinity without any. */
export function max(...values: readonly unknown[]): number {
  return Math.max(...values.flat().map(Number));
}

/** The number, held between two bounds. */
export function clamp(value: unknown, minimum: number, maximum: number): number {
  return Math.min(Math.max(Number(value), minimum), maximum);
}

/** A random whole number from `minimum` to `maximum`, both included. */
export function random(minimum = 0, maximum = 1): number {
  const [low, high] = minimum <= maximum ? [minimum, maximum] : [maximum, minimum];
  return low + Math.floor(Math.random() * (high - low + 1));
}

/** A number with grouped digits and at most three decimals; nothing is `0`. */
export function formatNumber(value: unknown, locale = "en-US"): string {
  return Number(value ?? 0).toLocaleString(locale);
}
