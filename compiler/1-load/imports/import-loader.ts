import { realpathSync } from "node:fs";
import { dirname } from "node:path";
import { type Diagnostics, NO_POSITION, type RelatedPosition } from "../../diagnostics/diagnostics.ts";
import type { MapNode } from "../../source/node.ts";
import type { SourceFile, Span } from "../../source/source-file.ts";
import { parseDocument } from "../document.ts";
import { mergeDocuments } from "../merge.ts";
import { normaliseDocument } from "../normalise.ts";
import { displayPath, readSource } from "../read-source.ts";
import { findMatches, type GlobUse, isGlob } from "./glob.ts";
import { readImportList, type WrittenImport } from "./import-list.ts";
import { resolvePath } from "./resolve-path.ts";

/** spec.md §3 */
const MAX_IMPORT_DEPTH = 50;

/** A file being loaded and the import that asked for it; the entry file has none. */
interface Link {
  readonly path: string;
  readonly importedAt: Span | undefined;
}

/** Loads files and what they import, depth first in listed order, each file once. */
export class ImportLoader {
  readonly files: SourceFile[] = [];
  readonly globs: GlobUse[] = [];
  /** Absolute paths that were looked for and not there: a file appearing at one changes the result. */
  readonly absent: string[] = [];
  readonly #root: string;
  readonly #diagnostics: Diagnostics;
  readonly #loaded = new Set<string>();

  /** @param root folder of the entry file, which file names are given relative to */
  constructor(root: string, diagnostics: Diagnostics) {
    this.#root = root;
    this.#diagnostics = diagnostics;
  }

  /** The entry file and its document merged with all it imports; the document is undefined when unusable. */
  loadEntry(path: string): { file: SourceFile; document: MapNode | undefined } | undefined {
    const file = readSource(path, this.#root, NO_POSITION, this.#diagnostics);
    if (file === undefined) return undefined;
    const document = this.#loadDocument(file, [{ path: identity(path), importedAt: undefined }]);
    if (document === undefined) {
      this.#diagnostics.report("file-empty", file.span(0, 0), { path: file.path });
    }
    return { file, document: document === "broken" ? undefined : document };
  }

  #loadDocument(file: SourceFile, chain: readonly Link[]): MapNode | "broken" | undefined {
    this.files.push(file);
    this.#loaded.add(chain.at(-1)!.path);
    const parsed = parseDocument(file, this.#diagnostics);
    if (parsed === undefined || parsed === "broken") return parsed;
    let merged = normaliseDocument(parsed, this.#diagnostics);
    for (const written of readImportList(parsed, this.#diagnostics)) {
      for (const path of this.#filesOf(written, file)) {
        const imported = this.#loadImport(path, written, chain);
        if (imported !== undefined) merged = mergeDocuments(merged, imported);
      }
    }
    return merged;
  }

  #filesOf(written: WrittenImport, importer: SourceFile): readonly string[] {
    const folder = dirname(importer.absolutePath);
    if (isGlob(written.path)) {
      const use = findMatches(written.path, folder, importer.absolutePath);
      this.globs.push(use);
      return use.matches;
    }
    const { path, absent } = resolvePath(written.path, folder);
    this.absent.push(...absent);
    if (path !== undefined) return [path];
    const tried = absent.map((candidate) => displayPath(candidate, this.#root));
    this.#diagnostics.report("import-not-found", written.span, { path: written.path, tried });
    return [];
  }

  #loadImport(path: string, { span }: WrittenImport, chain: readonly Link[]): MapNode | undefined {
    const link = { path: identity(path), importedAt: span };
    const start = chain.findIndex((earlier) => earlier.path === link.path);
    if (start !== -1) {
      this.#reportCycle([...chain.slice(start), link], span);
      return undefined;
    }
    if (this.#loaded.has(link.path)) return undefined;
    if (chain.length > MAX_IMPORT_DEPTH) {
      this.#diagnostics.report("import-too-deep", span, { limit: MAX_IMPORT_DEPTH });
      return undefined;
    }
    const file = readSource(path, this.#root, span, this.#diagnostics);
    if (file === undefined) return undefined;
    const document = this.#loadDocument(file, [...chain, link]);
    return document === "broken" ? undefined : document;
  }

  #reportCycle(links: readonly Link[], span: Span): void {
    const names = links.map((link) => displayPath(link.path, identity(this.#root)));
    const related = links.slice(1, -1).map(
      (link, i): RelatedPosition => ({
        span: link.importedAt!,
        message: `${names[i]} imports ${names[i + 1]} here`,
      }),
    );
    this.#diagnostics.report("import-cycle", span, { chain: names }, related);
  }
}

/** What makes two paths the same file. */
function identity(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}
