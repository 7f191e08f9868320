import { spawn } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { PLUGIN_API, RUNTIME } from "../3-lower/ir.ts";

/** A type error in generated code. Line and column count from 1. */
export interface TypeProblem {
  /** As seen from the folder checked, `/`-separated. */
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

/** What the runtime's declarations have of Discord's; they import nothing else that generated code gets to see. */
const DISCORD = "discord-api-types";

/**
 * Checks the generated TypeScript below `folder`, strictly, with the native TypeScript compiler.
 * @param runtimeTypes the declarations of the runtime
 * @param ofPackages where people's own TypeScript is part of it, which may use what Node has: where the types of
 *   packages are that are found in a special way
 */
export async function typeCheck(
  folder: string,
  runtimeTypes: string,
  ofPackages?: Readonly<Record<string, readonly string[]>>,
): Promise<TypeProblem[]> {
  const own = join(folder, ".type-check");
  mkdirSync(own);
  try {
    writeFileSync(join(own, "nothing.d.ts"), "export {};");
    const surroundings = ofPackages ? ofPlugins(runtimeTypes, ofPackages) : { paths: pathsOf(runtimeTypes) };
    writeFileSync(
      join(own, "tsconfig.json"),
      JSON.stringify({
        compilerOptions: { ...COMPILER_OPTIONS, ...surroundings },
        include: ["../src/**/*.ts"],
      }),
    );
    return problemsIn(await run(nativeCompiler(), ["-p", own, "--pretty", "false"], folder));
  } finally {
    rmSync(own, { recursive: true });
  }
}

/** Plugins may meet whatever they import, and what Node has. */
function ofPlugins(runtimeTypes: string, ofPackages: Readonly<Record<string, readonly string[]>>): object {
  const api = join(dirname(runtimeTypes), "plugins/api.d.ts");
  const node = dirname(createRequire(import.meta.url).resolve("@types/node/package.json"));
  return {
    paths: { [RUNTIME]: [runtimeTypes], [PLUGIN_API]: [api], ...ofPackages },
    types: ["node"],
    typeRoots: [dirname(node)],
  };
}

/** Only those declarations are read that generated code can meet: those of Node and of libraries are most of the rest. */
function pathsOf(runtimeTypes: string): Record<string, string[]> {
  const discord = dirname(createRequire(import.meta.url).resolve(`${DISCORD}/v10`));
  return {
    [RUNTIME]: [runtimeTypes],
    [`${DISCORD}/*`]: [`${discord}/*`],
    "*": ["./nothing.d.ts"],
  };
}

function problemsIn(output: string): TypeProblem[] {
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
