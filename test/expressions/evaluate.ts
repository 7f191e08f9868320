import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { ExpressionLowering } from "../../compiler/3-lower/expressions.ts";
import { type Expression, ir, irType, RUNTIME } from "../../compiler/3-lower/ir.ts";
import { Needs } from "../../compiler/3-lower/needs.ts";
import { printUnit } from "../../compiler/4-emit/print/unit.ts";
import { typeCheck } from "../../compiler/4-emit/type-check.ts";
import { Diagnostics } from "../../compiler/diagnostics/diagnostics.ts";
import { checkExpression } from "../../compiler/expression/check/index.ts";
import { parseExpression } from "../../compiler/expression/parse/parser.ts";
import type { Variable } from "../../compiler/expression/scope.ts";
import type { Type } from "../../compiler/expression/types.ts";
import { createLanguage } from "../../compiler/language/language.ts";
import { SourceFile } from "../../compiler/source/source-file.ts";

/** The repository, from any folder two below it. */
const ROOT = join(import.meta.dirname, "../..");

export interface Compiled {
  /** What each expression gives, or the error it throws. */
  readonly evaluate: (context: Readonly<Record<string, unknown>>) => { value?: unknown; error?: unknown }[];
  readonly code: string;
  /** Each expression as a function of the context. */
  readonly functions: readonly ((env: unknown) => unknown)[];
}

/** An expression that the compiler refuses. */
export class Refused extends Error {}

/** Compiles expressions the way a build does, into one module; variables are read from the context given later. */
export async function compileExpressions(
  expressions: readonly string[],
  variables: Readonly<Record<string, Type>> = {},
  checkTypes = false,
): Promise<Compiled> {
  const lowered = expressions.map((expression) => lowerOne(expression, variables));
  const items = lowered.map((code) =>
    ir.arrow([{ name: "env", type: irType.named({ module: "", name: "any" }) }], code),
  );
  const unit = { path: "expressions.ts", statements: [ir.exported("expressions", ir.array(items))] };
  const code = printUnit(unit).text;
  const folder = mkdtempSync(join(tmpdir(), "furlow-expressions-"));
  try {
    mkdirSync(join(folder, "src"));
    writeFileSync(join(folder, "src/expressions.ts"), code);
    if (checkTypes) {
      const problems = await typeCheck(folder, join(ROOT, "dist/types/runtime-lib/index.d.ts"));
      if (problems.length > 0) throw new Error(describe(problems, code));
    }
    const module = await load(folder);
    return { code, evaluate: evaluator(module), functions: module.expressions };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function describe(problems: readonly { line: number; message: string }[], code: string): string {
  const lines = code.split("\n");
  return problems
    .slice(0, 10)
    .map(({ line, message }) => `${message}\n    ${lines[line - 1]}`)
    .join("\n");
}

type Module = { expressions: readonly ((env: unknown) => unknown)[] };

async function load(folder: string): Promise<Module> {
  const outfile = join(folder, "out.mjs");
  await build({
    entryPoints: [join(folder, "src/expressions.ts")],
    outfile,
    bundle: true,
    format: "esm",
    platform: "node",
    logLevel: "silent",
    alias: { [RUNTIME]: join(ROOT, "test/expressions/runtime.ts") },
  });
  return (await import(pathToFileURL(outfile).href)) as Module;
}

function evaluator({ expressions }: Module): Compiled["evaluate"] {
  return (context) =>
    expressions.map((expression) => {
      try {
        return { value: expression(context) };
      } catch (error) {
        return { error };
      }
    });
}

const language = createLanguage();

function lowerOne(expression: string, variables: Readonly<Record<string, Type>>): Expression {
  const parsed = parseExpression(expression);
  if (!("ast" in parsed)) throw new Refused(`${expression}: ${parsed.problem.detail}`);
  const file = new SourceFile("expression", "/expression", expression);
  const diagnostics = new Diagnostics();
  const names = new Map(Object.entries(variables).map(([name, type]) => [name, variable(name, type)]));
  const typed = checkExpression(parsed.ast, {
    language,
    diagnostics,
    scope: { lookup: (name) => names.get(name), names: () => names.keys() },
    span: (start, end) => file.span(start, end),
    present: new Set(),
  });
  const problem = diagnostics.sorted().find(({ severity }) => severity === "error");
  if (problem !== undefined) throw new Refused(`${expression}: ${problem.message}`);
  const code = new ExpressionLowering(language, new Needs()).value(typed);
  return code.kind === "object" ? ir.call(ir.runtime("defaultTo"), [code, ir.literal(null)]) : code;
}

function variable(name: string, type: Type): Variable {
  return { name, type, code: ir.member(ir.id("env"), name), root: true };
}
