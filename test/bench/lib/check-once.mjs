// Type-checks generated sources with one of the two compilers, and prints what it finds as JSON:
// node check-once.mjs native MODULE FOLDER TYPES | node check-once.mjs ts-morph FOLDER
import { relative } from "node:path";
import { pathToFileURL } from "node:url";

const [compiler, ...rest] = process.argv.slice(2);
const start = performance.now();
const problems = compiler === "native" ? await native(...rest) : await tsMorph(...rest);
process.stdout.write(JSON.stringify({ ms: performance.now() - start, problems }));

/** What a build does: the compiler's own function, which leaves its tsconfig.json in the folder. */
async function native(module, folder, types) {
  const { typeCheck } = await import(pathToFileURL(module).href);
  return (await typeCheck(folder, types)).map(({ path, line, column, code }) => ({
    path,
    line,
    column,
    code,
  }));
}

/** The same sources and the same tsconfig.json, through ts-morph. */
async function tsMorph(folder) {
  const { Project } = await import("ts-morph");
  const project = new Project({ tsConfigFilePath: `${folder}/tsconfig.json` });
  return project.getPreEmitDiagnostics().map((diagnostic) => {
    const file = diagnostic.getSourceFile();
    const { line, column } = file.getLineAndColumnAtPos(diagnostic.getStart());
    const path = relative(folder, file.getFilePath());
    return { path, line, column, code: `TS${diagnostic.getCode()}` };
  });
}
