import { resolve } from "node:path";
import type { Message } from "esbuild";
import type { PluginFile } from "../1-load/index.ts";
import { type Diagnostics, NO_POSITION } from "../diagnostics/diagnostics.ts";
import type { SourceFile, Span } from "../source/source-file.ts";
import { spanAt } from "./maps/yaml-map.ts";
import type { PrintedUnit } from "./print/unit.ts";
import type { TypeProblem } from "./type-check.ts";

/** What the bot's entry file is called, in which plugins are handed to the runtime. */
const ENTRY = "bot.ts";

interface PluginSurroundings {
  /** The folder that was checked. */
  readonly folder: string;
  readonly units: readonly PrintedUnit[];
  readonly plugins: readonly PluginFile[];
}

/** Reports what the type check found in plugins, and in how they fit the bot; gives which that were. */
export function pluginProblems(
  problems: readonly TypeProblem[],
  { folder, units, plugins }: PluginSurroundings,
  diagnostics: Diagnostics,
): readonly TypeProblem[] {
  const entry = units.find(({ path }) => path === ENTRY);
  // A module that is no plugin shows where generated code hands it over.
  const handedOver = (path: string, line: number, column: number) => {
    const span = path === `src/${ENTRY}` && entry ? spanAt(entry, line, column) : undefined;
    return plugins.find((plugin) => plugin.span === span)?.span;
  };
  const byPath = new Map(plugins.map((plugin) => [plugin.file.absolutePath, plugin.file]));
  return problems.filter(({ path, line, column, code, message }) => {
    const file = byPath.get(resolve(folder, path));
    const span = file === undefined ? handedOver(path, line, column) : wordAt(file, line, column);
    if (span === undefined) return false;
    diagnostics.report("plugin-type-error", span, { code, message });
    return true;
  });
}

/** Reports what the bundler could not do. */
export function reportUnbundled(
  problems: readonly Message[],
  folder: string,
  plugins: readonly PluginFile[],
  diagnostics: Diagnostics,
): undefined {
  for (const { text: message, location } of problems) {
    const path = location === null ? undefined : resolve(folder, location.file);
    const file = plugins.find((plugin) => plugin.file.absolutePath === path)?.file;
    const span = file && location && wordAt(file, location.line, location.column + 1);
    diagnostics.report("plugin-not-bundled", span || NO_POSITION, { message });
  }
}

/** The word at a place in a file; line and column from 1. */
function wordAt(file: SourceFile, line: number, column: number): Span {
  const start = file.offset({ line, column });
  const [word = ""] = /^(?:[\w$]+|["'`][^"'`\n]*["'`]|.)/.exec(file.text.slice(start)) ?? [];
  return file.span(start, start + word.length);
}
