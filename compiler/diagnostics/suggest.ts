/**
 * The candidate nearest to what was written, or undefined when none is near enough to be meant.
 * Distance is Damerau-Levenshtein on lower-cased text; the bound grows with the length of the name.
 */
export function nearest(written: string, candidates: Iterable<string>): string | undefined {
  const bound = Math.max(1, Math.floor(written.length / 3));
  let best: string | undefined;
  let bestDistance = bound + 1;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - written.length) > bound) continue;
    const distance = editDistance(simplify(written), simplify(candidate));
    if (distance < bestDistance) [best, bestDistance] = [candidate, distance];
  }
  return best;
}

/** ` — did you mean "x"?`-style hint for the nearest candidate, or undefined. */
export function didYouMean(written: string, candidates: Iterable<string>): string | undefined {
  const name = nearest(written, candidates);
  return name === undefined ? undefined : `did you mean ${name}?`;
}

function simplify(name: string): string {
  return name.toLowerCase().replace(/[_\-\s]/g, "");
}

function editDistance(a: string, b: string): number {
  let beforePrevious: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min(previous[j]! + 1, current[j - 1]! + 1, previous[j - 1]! + (same ? 0 : 1));
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) cost = Math.min(cost, beforePrevious[j - 2]! + 1);
      current.push(cost);
    }
    beforePrevious = previous;
    previous = current;
  }
  return previous[b.length]!;
}
