import { spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { RUNTIME } from "../3-lower/ir.ts";

/** A type error in generated code. Line and column count from 1. */
export interface TypeProblem {
  /** Below the folder checked, `/`-separated. */
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly code: string;
  readonly message: string;
}

const COMPILER_OPTIONS = {
  target: "es2023",
  lib: ["es2023"],
  module: "esnext",
  moduleResolution: "bundler",
  strict: true,
  noUncheckedIndexedAccess: true,
  verbatimModuleSyntax: true,
  allowImportingTsExtensions: true,
  resolveJsonModule: true,
  skipLibCheck: true,
  noEmit: true,
  types: [],
} as const;

const PROBLEM = /^(.+?)\((\d+),(\d+)\): error (TS\d+): (.*)$/;

/**
 * Checks the generated TypeScript below `folder`, strictly, with the native TypeScript compiler.
 * @param runtimeTypes the declarations of the runtime
 */
export async function typeCheck(folder: string, runtimeTypes: string): Promise<TypeProblem[]> {
  const config = join(folder, "tsconfig.json");
  const compilerOptions = { ...COMPILER_OPTIONS, paths: { [RUNTIME]: [runtimeTypes] } };
  writeFileSync(config, JSON.stringify({ compilerOptions, include: ["src/**/*.ts"] }));
  const output = await run(nativeCompiler(), ["-p", config, "--pretty", "false"], folder);
  return output.split("\n").flatMap((line) => {
    const match = PROBLEM.exec(line);
    if (match === null) return [];
    const [, path, row, column, code, message] = match;
    return [{ path: path!, line: Number(row), column: Number(column), code: code!, message: message! }];
  });
}

/** The compiler's own executable: going through its launcher would start a second Node. */
function nativeCompiler(): string {
  const fromTypescript = createRequire(createRequire(import.meta.url).resolve("typescript/package.json"));
  const platform = fromTypescript.resolve(
    `@typescript/typescript-${process.platform}-${process.arch}/package.json`,
  );
  return join(dirname(platform), "lib", process.platform === "win32" ? "tsc.exe" : "tsc");
}

function run(command: string, args: readonly string[], cwd: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    child.stdout.on("data", (chunk) => (output += String(chunk)));
    child.stderr.on("data", (chunk) => (output += String(chunk)));
    child.on("error", reject);
    child.on("close", (code) => {
      // 0 is clean, 1 and 2 come with problems; anything else is the compiler itself failing.
      if (code !== null && code <= 2) resolve(output);
      else reject(new Error(`the TypeScript compiler ended with ${code}: ${output.slice(0, 500)}`));
    });
  });
}
