import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { ExpressionLowering } from "../../compiler/3-lower/expressions.ts";
import { type Expression, ir, RUNTIME, type Statement } from "../../compiler/3-lower/ir.ts";
import { Needs } from "../../compiler/3-lower/needs.ts";
import { lowerType } from "../../compiler/3-lower/types.ts";
import { printUnit } from "../../compiler/4-emit/print/unit.ts";
import { typeCheck } from "../../compiler/4-emit/type-check.ts";
import { Diagnostics } from "../../compiler/diagnostics/diagnostics.ts";
import { checkExpression } from "../../compiler/expression/check/index.ts";
import { parseExpression } from "../../compiler/expression/parse/parser.ts";
import type { Typed } from "../../compiler/expression/typed.ts";
import { type Type, types } from "../../compiler/expression/types.ts";
import { createLanguage } from "../../compiler/language/language.ts";
import { SourceFile } from "../../compiler/source/source-file.ts";

const RUNTIME_LIB = join(import.meta.dirname, "../../runtime-lib");
export const language = createLanguage();

/** The variables of the expressions: each a parameter of the function it is compiled into. */
export type Variables = Readonly<Record<string, Type>>;

/** Expressions compiled into one module, a function each, whose result type is the one the compiler found. */
export interface CompiledModule {
  readonly code: string;
  /** Type errors in the module, each with its line. */
  problems(): Promise<string[]>;
  /** The functions, in order, which take the variables in order. */
  load(): Promise<readonly ((...args: readonly unknown[]) => unknown)[]>;
  remove(): void;
}

/**
 * Compiles expressions as a build does: parsed, checked, lowered, printed. Only the part of the runtime that
 * expressions use is there, from its sources.
 */
export function compileModule(expressions: readonly string[], variables: Variables = {}): CompiledModule {
  const functions = expressions.map((expression) => functionOf(expression, variables));
  const statements = [moment(), ir.exported("functions", ir.array(functions))];
  const { text: code } = printUnit({ path: "functions.ts", statements });
  const folder = mkdtempSync(join(tmpdir(), "furlow-functions-"));
  const runtime = join(folder, "runtime.ts");
  mkdirSync(join(folder, "src"));
  writeFileSync(join(folder, "src/functions.ts"), code);
  writeFileSync(runtime, runtimeEntry(folder));
  return {
    code,
    problems: async () => {
      const lines = code.split("\n");
      const found = await typeCheck(folder, runtime);
      // The runtime's own sources are checked by the project, with Node's types.
      return found
        .filter(({ path }) => path === "src/functions.ts")
        .map(({ line, message }) => `${message}\n    ${lines[line - 1]!.trim()}`);
    },
    load: () => load(folder, runtime),
    remove: () => rmSync(folder, { recursive: true }),
  };
}

/** What generated code reads as `ctx`. */
function moment(): Statement {
  const now = ir.call(ir.runtime("toDate"), [ir.literal("2024-01-15T12:00:00Z")]);
  return ir.constant("ctx", ir.object([{ key: "now", value: now }]));
}

function runtimeEntry(folder: string): string {
  const modules = [
    "entities/registry.generated.ts",
    "expressions/registry.generated.ts",
    "methods/registry.generated.ts",
    "types.ts",
  ];
  const place = relative(folder, RUNTIME_LIB);
  return modules.map((module) => `export * from ${JSON.stringify(join(place, module))};\n`).join("");
}

async function load(
  folder: string,
  runtime: string,
): Promise<readonly ((...args: readonly unknown[]) => unknown)[]> {
  const outfile = join(folder, "functions.mjs");
  await build({
    entryPoints: [join(folder, "src/functions.ts")],
    outfile,
    bundle: true,
    format: "esm",
    platform: "node",
    logLevel: "silent",
    alias: { [RUNTIME]: runtime },
  });
  const loaded = (await import(pathToFileURL(outfile).href)) as {
    functions: readonly ((...args: readonly unknown[]) => unknown)[];
  };
  return loaded.functions;
}

function functionOf(expression: string, variables: Variables): Expression {
  const typed = check(expression, variables);
  const parameters = Object.entries(variables).map(([name, type]) => ({
    name,
    type: lowerType(type, language),
  }));
  const code = new ExpressionLowering(language, new Needs()).value(typed);
  return ir.arrow(parameters, [ir.return(code)], false, lowerType(typed.type, language));
}

/** Parses and checks an expression; throws with the compiler's message when it is refused. */
export function check(expression: string, variables: Variables): Typed {
  const parsed = parseExpression(expression);
  if (!("ast" in parsed)) throw new Error(`${expression}: ${parsed.problem.detail}`);
  const file = new SourceFile("expression", "/expression", expression);
  const diagnostics = new Diagnostics();
  const names = new Map(
    Object.entries(variables).map(([name, type]) => [name, { name, type, code: ir.id(name), root: true }]),
  );
  const typed = checkExpression(parsed.ast, {
    language,
    diagnostics,
    scope: { lookup: (name) => names.get(name), names: () => names.keys() },
    span: (start, end) => file.span(start, end),
    present: new Set(),
  });
  const [problem] = diagnostics.sorted().filter(({ severity }) => severity === "error");
  if (problem !== undefined) throw new Error(`${expression}: ${problem.message}`);
  return typed;
}

/** Values of every type of the language, as a bot's variables may have. */
export const VARIABLES = {
  text: types.string,
  count: types.number,
  flag: types.boolean,
  when: types.date,
  anything: types.unknown,
  maybeText: types.optional(types.string),
  maybeCount: types.optional(types.number),
  names: types.list(types.string),
  counts: types.list(types.number),
  mixed: types.list(types.unknown),
  maybeNames: types.optional(types.list(types.string)),
  nested: types.list(types.list(types.number)),
  people: types.list(types.entity("user")),
  person: types.entity("user"),
  maybePerson: types.optional(types.entity("user")),
  prices: types.map({ apple: types.number, pear: types.number }),
  record: types.map({}, types.unknown),
} as const satisfies Variables;
