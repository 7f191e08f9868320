import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { originalPositionFor, type SourceMapInput, TraceMap } from "@jridgewell/trace-mapping";

/** The second map: generated TypeScript to YAML, a standard source map for each generated file. */
interface YamlMaps {
  readonly files: Readonly<Record<string, SourceMapInput>>;
}

/** A place in the generated TypeScript and, where it stems from the document, in the YAML. */
export interface MappedFrame {
  readonly typescript: string;
  readonly yaml: string | undefined;
}

/** Follows places in the bundle back to what the user wrote. Loaded when the first error is logged. */
export class StackMaps {
  readonly #bundle: TraceMap;
  readonly #yaml: YamlMaps;
  readonly #files = new Map<string, TraceMap>();

  private constructor(bundle: TraceMap, yaml: YamlMaps) {
    this.#bundle = bundle;
    this.#yaml = yaml;
  }

  /** The maps beside a bundle, or undefined when they were not shipped with it. */
  static beside(bundleUrl: string): StackMaps | undefined {
    try {
      const path = fileURLToPath(bundleUrl);
      const bundle = new TraceMap(readFileSync(`${path}.map`, "utf8"));
      const yaml = JSON.parse(readFileSync(path.replace(/\.mjs$/, ".yaml.map"), "utf8")) as YamlMaps;
      return new StackMaps(bundle, yaml);
    } catch {
      // Without maps a stack is printed as it is.
      return undefined;
    }
  }

  /** @param line from 1, @param column from 1, both in the bundle */
  locate(line: number, column: number): MappedFrame | undefined {
    const position = originalPositionFor(this.#bundle, { line, column: column - 1 });
    if (position.source === null) return undefined;
    // A plugin lies outside of the output folder: it is named from the project's.
    const typescript = `${position.source.replace(/^(\.\.\/)+/, "")}:${position.line}:${position.column + 1}`;
    const yaml = this.#fileMap(position.source);
    const origin = yaml && originalPositionFor(yaml, { line: position.line, column: position.column });
    const place = origin?.source ? `${origin.source}:${origin.line}:${origin.column + 1}` : undefined;
    return { typescript, yaml: place };
  }

  #fileMap(source: string): TraceMap | undefined {
    const known = this.#files.get(source);
    const input = this.#yaml.files[source];
    if (known !== undefined || input === undefined) return known;
    const map = new TraceMap(input);
    this.#files.set(source, map);
    return map;
  }
}
