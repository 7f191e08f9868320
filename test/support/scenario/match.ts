/** Longest value that a message repeats in full, in characters. */
const LONGEST = 500;

/**
 * Compares a value with a pattern and says where they differ.
 *
 * A map in the pattern names what matters; other keys of the value are not compared, and `null` means that
 * there is nothing. Lists have the same length. A text `/…/` is a regular expression; other texts are equal.
 */
export function differences(actual: unknown, pattern: unknown, path = ""): string[] {
  if (pattern === null || pattern === undefined) {
    return actual === null || actual === undefined ? [] : [differs(actual, "nothing", path)];
  }
  if (typeof pattern === "string") {
    return matchesText(actual, pattern) ? [] : [differs(actual, JSON.stringify(pattern), path)];
  }
  if (Array.isArray(pattern)) return listDifferences(actual, pattern, path);
  if (typeof pattern === "object") {
    if (typeof actual !== "object" || actual === null) {
      return [differs(actual, JSON.stringify(pattern), path)];
    }
    const values = actual as Readonly<Record<string, unknown>>;
    return Object.entries(pattern).flatMap(([key, each]) =>
      differences(values[key], each, path === "" ? key : `${path}.${key}`),
    );
  }
  return Object.is(actual, pattern) ? [] : [differs(actual, String(pattern), path)];
}

function matchesText(actual: unknown, pattern: string): boolean {
  const expression = /^\/(.+)\/$/su.exec(pattern)?.[1];
  if (expression === undefined) return actual === pattern;
  return typeof actual === "string" && new RegExp(expression, "su").test(actual);
}

function listDifferences(actual: unknown, pattern: readonly unknown[], path: string): string[] {
  if (!Array.isArray(actual) || actual.length !== pattern.length) {
    return [differs(actual, JSON.stringify(pattern), path)];
  }
  return pattern.flatMap((each, i) => differences(actual[i], each, `${path}[${i}]`));
}

function differs(actual: unknown, expected: string, path: string): string {
  const found = JSON.stringify(actual) ?? "nothing";
  const shown = found.length > LONGEST ? `${found.slice(0, LONGEST)}…` : found;
  return `${path === "" ? "it" : path} is ${shown} instead of ${expected}`;
}
