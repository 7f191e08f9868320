import { decode, encode, type SourceMapSegment } from "@jridgewell/sourcemap-codec";

interface RawMap {
  readonly version: 3;
  readonly sources: readonly string[];
  readonly sourcesContent?: readonly (string | null)[];
  readonly names: readonly string[];
  readonly mappings: string;
}

/**
 * Leaves in a bundle's map only what leads to generated code: breakpoints and stacks are about the user's bot,
 * and paths of packages would differ from machine to machine.
 * @param isKept whether a source is the user's own, or generated from it
 */
export function keepGenerated(map: RawMap, isKept: (source: string) => boolean): RawMap {
  const kept = map.sources.flatMap((source, i) => (isKept(source) ? [i] : []));
  const renumbered = new Map(kept.map((from, to) => [from, to]));
  const lines = decode(map.mappings).map((segments) => keepSegments(segments, renumbered));
  return {
    version: 3,
    sources: kept.map((i) => map.sources[i]!),
    sourcesContent: kept.map((i) => map.sourcesContent?.[i] ?? null),
    names: [],
    mappings: encode(lines),
  };
}

/** Segments of other sources become ends of the kept ones before them. */
function keepSegments(
  segments: readonly SourceMapSegment[],
  renumbered: ReadonlyMap<number, number>,
): SourceMapSegment[] {
  const kept: SourceMapSegment[] = [];
  for (const segment of segments) {
    const source = segment.length === 1 ? undefined : renumbered.get(segment[1]);
    if (source !== undefined) kept.push([segment[0], source, segment[2]!, segment[3]!]);
    else if (kept.at(-1)?.length === 4) kept.push([segment[0]]);
  }
  return kept;
}
