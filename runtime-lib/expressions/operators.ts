/** `a == b` in JavaScript's loose sense: `'1' == 1`. */
export function looseEquals(a: unknown, b: unknown): boolean {
  // biome-ignore lint/suspicious/noDoubleEquals: the language's `==` is loose
  return a == b;
}

/** `a === b`. */
export function strictEquals(a: unknown, b: unknown): boolean {
  return a === b;
}

/** `a + b` for values of unknown type: numbers add, with text they join. */
export function add(a: unknown, b: unknown): number | string {
  return (a as number) + (b as number);
}

/** `<`, `<=`, `>`, `>=` for values of unknown type. */
export function compare(a: unknown, operator: "<" | "<=" | ">" | ">=", b: unknown): boolean {
  const [left, right] = [a as number, b as number];
  switch (operator) {
    case "<":
      return left < right;
    case "<=":
      return left <= right;
    case ">":
      return left > right;
    case ">=":
      return left >= right;
  }
}

/** `a in b`: a piece of a text, an item of a list; false for anything else. */
export function isIn(a: unknown, b: unknown): boolean {
  if (typeof b === "string") return b.includes(String(a));
  return Array.isArray(b) && b.includes(a);
}
