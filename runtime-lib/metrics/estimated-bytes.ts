/** Bytes that V8 takes for values, as far as that can be said without looking into it. */
const SIZES = { header: 16, number: 8, pointer: 8, text: 16, map: 48 } as const;

/** Estimates what a value takes in memory, of plain data. Texts that several values share count each time. */
export function estimatedBytes(value: unknown): number {
  switch (typeof value) {
    case "string":
      // A character in Latin-1 takes one byte; ids and names mostly are.
      return SIZES.text + value.length;
    case "number":
      return SIZES.number;
    case "object":
      return value === null ? 0 : ofObject(value);
    default:
      return 0;
  }
}

function ofObject(value: object): number {
  const items: readonly unknown[] = Array.isArray(value) ? value : Object.values(value);
  const parts = items.reduce<number>((sum, item) => sum + SIZES.pointer + estimatedBytes(item), 0);
  return SIZES.header + (Array.isArray(value) ? SIZES.header : 0) + parts;
}
