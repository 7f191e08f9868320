import { createRequire } from "node:module";
import type { ParseResult } from "@babel/parser";
import type { SourceFile } from "../../source/source-file.ts";

/** Loaded where a bot has plugins only. */
export const require = createRequire(import.meta.url);

/** Why a file is no module: what is wrong, and where (an offset). */
export interface SyntaxProblem {
  readonly message: string;
  readonly offset: number;
}

export type ParsedModule = ParseResult;

/** Parses a TypeScript or JavaScript module. */
export function parseModule({ path, text }: SourceFile): ParsedModule | SyntaxProblem {
  const { parse } = require("@babel/parser") as typeof import("@babel/parser");
  const isTypeScript = /\.[cm]?tsx?$/.test(path);
  const hasMarkup = /x$/.test(path);
  try {
    return parse(text, {
      sourceType: "module",
      plugins: [...(isTypeScript ? ["typescript" as const] : []), ...(hasMarkup ? ["jsx" as const] : [])],
    });
  } catch (error) {
    if (!(error instanceof SyntaxError) || !("pos" in error)) throw error;
    return { message: error.message.replace(/ \(\d+:\d+\)$/, ""), offset: Number(error.pos) };
  }
}

/** `import("./other.ts")` */
const DYNAMIC_IMPORT = /\bimport\(\s*["'`]([^"'`]+)["'`]/g;

/** The modules that a module imports or exports from, as it names them. */
export function importsOf(module: ParsedModule, { text }: SourceFile): string[] {
  const declared = module.program.body.flatMap((statement) =>
    "source" in statement && statement.source ? [statement.source.value] : [],
  );
  return [...declared, ...[...text.matchAll(DYNAMIC_IMPORT)].map(([, specifier]) => specifier!)];
}
