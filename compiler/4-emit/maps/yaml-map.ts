import { encode, type SourceMapSegment } from "@jridgewell/sourcemap-codec";
import type { Mark } from "../print/sink.ts";
import type { PrintedUnit } from "../print/unit.ts";

/** A source map from one generated file to YAML. */
interface FileMap {
  readonly version: 3;
  readonly sources: readonly string[];
  readonly names: readonly string[];
  readonly mappings: string;
}

/** The second map: each generated file's own source map to YAML, by its path. */
export interface YamlMap {
  readonly files: Readonly<Record<string, FileMap>>;
}

/** Builds the map from generated TypeScript to YAML; code that stems from no YAML maps to nothing. */
export function yamlMap(units: readonly PrintedUnit[]): YamlMap {
  const files = units
    .filter((unit) => unit.marks.some((mark) => mark.span !== undefined))
    .map((unit) => [`src/${unit.path}`, fileMap(unit)] as const);
  return { files: Object.fromEntries(files) };
}

function fileMap({ text, marks }: PrintedUnit): FileMap {
  const sources: string[] = [];
  const lines: SourceMapSegment[][] = [[]];
  let lineStart = 0;
  let line = 0;
  let current: Mark | undefined;
  for (const mark of marks) {
    for (
      let next = text.indexOf("\n", lineStart);
      next !== -1 && next < mark.offset;
      next = text.indexOf("\n", lineStart)
    ) {
      lineStart = next + 1;
      lines[++line] = [];
      // A segment ends with its line: where a statement goes on, so does its origin.
      if (current?.span !== undefined) append(lines[line]!, segment(current, 0, sources));
    }
    append(lines[line]!, segment(mark, mark.offset - lineStart, sources));
    current = mark;
  }
  return { version: 3, sources, names: [], mappings: encode(lines) };
}

/** Of two marks at one place the later, inner one counts. */
function append(segments: SourceMapSegment[], segment: SourceMapSegment): void {
  if (segments.at(-1)?.[0] === segment[0]) segments.pop();
  segments.push(segment);
}

function segment(mark: Mark, column: number, sources: string[]): SourceMapSegment {
  if (mark.span === undefined) return [column];
  const { file, start } = mark.span;
  let source = sources.indexOf(file.path);
  if (source === -1) source = sources.push(file.path) - 1;
  const position = file.position(start);
  return [column, source, position.line - 1, position.column - 1];
}

/** The YAML span behind a place in generated code (line and column from 1), or undefined. */
export function spanAt(unit: PrintedUnit, line: number, column: number): Mark["span"] {
  let lineStart = 0;
  for (let i = 1; i < line; i++) lineStart = unit.text.indexOf("\n", lineStart) + 1;
  const offset = lineStart + column - 1;
  let found: Mark["span"];
  for (const mark of unit.marks) {
    if (mark.offset > offset) break;
    if (mark.span !== undefined) found = mark.span;
  }
  return found;
}
