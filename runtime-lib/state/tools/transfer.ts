import { createHash, type Hash } from "node:crypto";
import { FurlowError } from "../../errors/errors.ts";
import type { StateStore, StoredEntry } from "../store.ts";

/** The first line of an export. */
const HEADER = { format: "furlow-state", version: 1 } as const;

/** Entries that are taken in at once. */
const BATCH = 1_000;

/** Is told, now and then, how many entries were moved. */
export type Moved = (count: number) => void;

/**
 * Writes all that a store holds as lines of JSON: a header, an entry a line (`key`, `value`, and `expires` in Unix
 * milliseconds where it does), and how many there were with the SHA-256 of their lines. Gives the number of entries.
 */
export async function exportState(
  store: StateStore,
  write: (line: string) => Promise<void> | void,
  moved: Moved = () => {},
): Promise<number> {
  const sum = new Sum();
  await write(JSON.stringify(HEADER));
  for await (const { key, value, expires } of store.entries()) {
    const line = JSON.stringify({ key, value, ...(expires !== undefined && { expires }) });
    sum.add(line);
    await write(line);
    if (sum.count % BATCH === 0) moved(sum.count);
  }
  await write(sum.footer());
  return sum.count;
}

/**
 * Takes in what `exportState` wrote; what has expired since is left out, and what is there under other keys stays.
 * Gives the number of entries. Throws E4001 for a line that is none, and where the end does not fit what was read.
 */
export async function importState(
  store: StateStore,
  lines: AsyncIterable<string>,
  moved: Moved = () => {},
): Promise<number> {
  const sum = new Sum();
  let batch: StoredEntry[] = [];
  let number = 0;
  let isWhole = false;
  const load = async () => {
    await store.load(batch.filter(({ expires }) => expires === undefined || expires > Date.now()));
    batch = [];
    moved(sum.count);
  };
  for await (const line of lines) {
    number++;
    if (line.trim() === "") continue;
    if (isWhole) throw mistake(number, "something stands after the end");
    if (number === 1) checkHeader(line);
    else if (line.startsWith('{"entries":')) {
      if (line !== sum.footer())
        throw mistake(number, `${sum.count} entries were read, and they are not those`);
      isWhole = true;
    } else {
      batch.push(entryOf(line, number));
      sum.add(line);
      if (batch.length === BATCH) await load();
    }
  }
  await load();
  if (isWhole) return sum.count;
  throw mistake(number, `the end is missing; ${sum.count} entries were taken in`);
}

/** What the lines of entries come to. */
class Sum {
  readonly #hash: Hash = createHash("sha256");
  count = 0;

  add(line: string): void {
    this.#hash.update(line).update("\n");
    this.count++;
  }

  footer(): string {
    return JSON.stringify({ entries: this.count, sha256: this.#hash.copy().digest("hex") });
  }
}

function checkHeader(line: string): void {
  const header = parsed(line);
  if (!isMap(header) || header["format"] !== HEADER.format) throw mistake(1, "this is no export of state");
  if (header["version"] !== HEADER.version)
    throw mistake(1, `this export has version ${String(header["version"])}, and 1 is understood`);
}

function entryOf(line: string, number: number): StoredEntry {
  const entry = parsed(line);
  if (!isMap(entry) || typeof entry["key"] !== "string" || !("value" in entry))
    throw mistake(number, 'this is no entry such as {"key": "global:visits", "value": 1}');
  const { key, value, expires } = entry;
  if (expires === undefined) return { key, value };
  if (typeof expires !== "number") throw mistake(number, "`expires` is a time in Unix milliseconds");
  return { key, value, expires };
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function mistake(line: number, what: string): FurlowError {
  return new FurlowError("E4001", `line ${line}: ${what}`);
}
