/**
 * What the outputs of the log cost: 10,000 lines a second to the console (/dev/null), a file and a Loki, against pino
 * alone to /dev/null. Prints milliseconds of processor time a second, of all threads; fails where the difference is more
 * than 5 % of a processor.
 */
import { fork } from "node:child_process";
import { mkdtempSync, openSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";

const ROUNDS = 3;
const MOST = 50; /* ms a second: 5 % of a processor */

interface Load {
  readonly cpu: number;
  readonly lines: number;
  readonly statistics: readonly { readonly output: string; readonly dropped: number }[];
}

const folder = mkdtempSync(join(tmpdir(), "furlow-bench-"));
let pushed = 0;
const loki = createServer((request, response) => {
  request.on("data", (part: Buffer) => {
    pushed += part.length;
  });
  request.on("end", () => response.writeHead(204).end());
});
await new Promise<void>((resolve) => loki.listen(0, "127.0.0.1", resolve));
const address = loki.address();
const port = typeof address === "object" && address !== null ? address.port : 0;

function load(mode: string): Promise<Load> {
  const script = join(import.meta.dirname, "../../scripts/run-ts.mjs");
  const child = fork(script, [join(import.meta.dirname, "lib/log-load.ts")], {
    env: {
      ...process.env,
      LOG_MODE: mode,
      LOG_FILE: join(folder, "bot.log"),
      LOKI_URL: `http://127.0.0.1:${port}`,
    },
    stdio: ["ignore", openSync("/dev/null", "w"), "inherit", "ipc"],
  });
  return new Promise((resolve, reject) => {
    child.once("message", (result) => resolve(result as Load));
    child.once("exit", (code) => reject(new Error(`ended with ${code}`)));
  });
}

const median = (values: readonly number[]) =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;

const plain: Load[] = [];
const outputs: Load[] = [];
for (let round = 0; round < ROUNDS; round++) {
  plain.push(await load("plain"));
  outputs.push(await load("outputs"));
}
loki.close();
rmSync(folder, { recursive: true });

const [without, with_] = [median(plain.map(({ cpu }) => cpu)), median(outputs.map(({ cpu }) => cpu))];
const lines = median(outputs.map((each) => each.lines));
const dropped = outputs.flatMap(({ statistics }) => statistics).reduce((sum, each) => sum + each.dropped, 0);
console.log(
  `lines a second          ${lines.toFixed(0)} (${dropped} dropped, ${(pushed / 1e6).toFixed(0)} MB to Loki)`,
);
console.log(`pino to /dev/null       ${without.toFixed(1)} ms of processor time a second`);
console.log(`console, file and Loki  ${with_.toFixed(1)} ms`);
console.log(
  `difference              ${((with_ - without) / 10).toFixed(2)} % of a processor, of at most ${MOST / 10} %`,
);
if (with_ - without > MOST || dropped > 0) process.exitCode = 1;
