// Builds one bot with the compiler named, and prints its timings as JSON: node build-once.mjs COMPILER ENTRY
import { pathToFileURL } from "node:url";

const [compiler, entry] = process.argv.slice(2);
const { build, formatDiagnostics } = await import(pathToFileURL(compiler).href);
const { diagnostics, report, timings } = await build({ entry });
const errors = diagnostics.filter(({ severity }) => severity === "error");
if (report === undefined) {
  process.stderr.write(`${formatDiagnostics(errors.slice(0, 10), "text")}\n`);
  process.exit(1);
}
process.stdout.write(JSON.stringify({ timings, handlers: report.handlers, sizes: report.sizes }));
