import { dirname, resolve } from "node:path";
import type { Diagnostics } from "../../diagnostics/diagnostics.ts";
import { isText, type Node } from "../../source/node.ts";
import type { SourceFile, Span } from "../../source/source-file.ts";
import { isFile } from "../imports/resolve-path.ts";
import { readSource } from "../read-source.ts";
import { type BroadcastFunction, broadcastFunctions } from "./broadcast-functions.ts";
import { importsOf, parseModule } from "./parse-module.ts";

const ENDING = /\.[cm]?[jt]sx?$/;

/** Endings that an import may leave out, or name as they are after compilation. */
const ENDINGS = [".ts", ".tsx", ".mts", ".js", ".mjs", "/index.ts", "/index.js"];

/** A file of a plugin. */
export interface PluginFile {
  readonly file: SourceFile;
  /** What it has run on every shard. */
  readonly broadcasts: readonly BroadcastFunction[];
  /** The modules that it imports, as it names them. */
  readonly imports: readonly string[];
  /** Where the document names it; undefined for a file that another one imports. */
  readonly span: Span | undefined;
}

/**
 * Reads the TypeScript of a bot: the modules that `plugins` lists, and the project's files that they import. Packages
 * are the bundler's business.
 */
export function loadPlugins(node: Node | undefined, root: string, diagnostics: Diagnostics): PluginFile[] {
  const loader = new PluginLoader(root, diagnostics);
  for (const item of node?.kind === "list" ? node.items : []) {
    if (isText(item)) loader.plugin(item.value, item.span);
    else diagnostics.report("plugin-not-a-module", item.span, {});
  }
  return [...loader.files.values()];
}

class PluginLoader {
  readonly files = new Map<string, PluginFile>();

  constructor(
    private readonly root: string,
    private readonly diagnostics: Diagnostics,
  ) {}

  plugin(path: string, span: Span): void {
    if (!ENDING.test(path) || /^\w*:/.test(path)) {
      this.diagnostics.report("plugin-not-a-module", span, {});
      return;
    }
    this.#read(resolve(this.root, path), span, span);
  }

  /**
   * @param at what asks for the file
   * @param named where the document names it
   */
  #read(path: string, at: Span, named: Span | undefined): void {
    if (this.files.has(path)) return;
    const file = readSource(path, this.root, at, this.diagnostics);
    if (file === undefined) return;
    const module = parseModule(file);
    if ("offset" in module) {
      const { message, offset } = module;
      const end = Math.min(offset + 1, file.text.length);
      this.diagnostics.report("plugin-syntax", file.span(offset, end), { message });
      return;
    }
    const broadcasts = broadcastFunctions(module, file, this.diagnostics);
    const imports = importsOf(module, file);
    this.files.set(path, { file, broadcasts, imports, span: named });
    for (const specifier of imports) {
      if (!specifier.startsWith(".")) continue;
      const found = resolved(resolve(dirname(path), specifier));
      // What is not there, the type check reports where it is imported.
      if (found !== undefined) this.#read(found, file.span(0, 0), undefined);
    }
  }
}

function resolved(path: string): string | undefined {
  const source = path.replace(/\.(m?)js(x?)$/, ".$1ts$2");
  return [path, source, ...ENDINGS.map((ending) => path + ending)].find(
    (each) => ENDING.test(each) && isFile(each),
  );
}
