import { once } from "node:events";
import { createReadStream, createWriteStream } from "node:fs";
import { finished } from "node:stream/promises";
import { parseArgs } from "node:util";
import { FurlowError } from "../../errors/errors.ts";
import { parseDuration } from "../../expressions/durations.ts";
import { storable } from "../storable.ts";
import type { StateStore } from "../store.ts";
import { exportState, importState, type Moved } from "./transfer.ts";

/** Where a command reads and writes. */
export interface CommandStreams {
  readonly stdin: NodeJS.ReadableStream;
  readonly stdout: NodeJS.WritableStream;
  readonly stderr: NodeJS.WritableStream & { readonly isTTY?: boolean };
}

/** Does a command on a store and gives its exit code. */
export type StateCommand = (
  store: StateStore,
  args: readonly string[],
  streams: CommandStreams,
) => Promise<number>;

const DONE = 0;
/** There is nothing under the key. */
const NOTHING = 1;

/** Milliseconds between two lines of progress on what is no terminal. */
const PROGRESS = 5_000;

/** The commands on state, of `furlow` and of a bundle alike. Throw E4001 for what they do not understand, and E4004. */
export const stateCommands = {
  "state:export": async (store, args, streams) => {
    const { to } = options(args, { to: { type: "string" } });
    const output = to === undefined ? streams.stdout : createWriteStream(to);
    const progress = progressOn(streams, "exported");
    const count = await exportState(
      store,
      async (line) => {
        if (!output.write(`${line}\n`)) await once(output, "drain");
      },
      progress.moved,
    );
    if (output !== streams.stdout) await finished(output.end());
    progress.end(count);
    return DONE;
  },
  "state:import": async (store, args, streams) => {
    const { from } = options(args, { from: { type: "string" } });
    const input = from === undefined ? streams.stdin : createReadStream(from);
    // Without waiting for it, a file that is missing would end the process and not the command.
    if (from !== undefined) await once(input, "open");
    const progress = progressOn(streams, "imported");
    // Loaded here: bots that only run would load it at each start.
    const { createInterface } = await import("node:readline");
    const lines = createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY });
    progress.end(await importState(store, lines, progress.moved));
    return DONE;
  },
  "state:get": async (store, args, { stdout, stderr }) => {
    const [key] = positionals(args, ["key"]);
    const value = await store.get(key!);
    if (value === undefined) {
      stderr.write(`there is nothing under ${key}\n`);
      return NOTHING;
    }
    stdout.write(`${JSON.stringify(value, undefined, 2)}\n`);
    return DONE;
  },
  "state:set": async (store, args) => {
    const { ttl } = options(args, { ttl: { type: "string" } }, true);
    const [key, json] = positionals(args, ["key", "value"], { ttl: { type: "string" } });
    const milliseconds = ttl === undefined ? undefined : parseDuration(ttl);
    if (milliseconds !== undefined && !(milliseconds > 0))
      throw usage(`"${ttl}" is no duration such as 5m or 1h30m`);
    await store.set(key!, storable(valueIn(json!)), milliseconds);
    return DONE;
  },
} as const satisfies Readonly<Record<string, StateCommand>>;

type Options = Readonly<Record<string, { readonly type: "string" }>>;

function options<O extends Options>(args: readonly string[], known: O, allowPositionals = false) {
  try {
    return parseArgs({ args: [...args], options: known, allowPositionals }).values as Partial<
      Record<keyof O, string>
    >;
  } catch (error) {
    throw usage((error as Error).message);
  }
}

function positionals(args: readonly string[], names: readonly string[], known: Options = {}): string[] {
  try {
    const { positionals: given } = parseArgs({ args: [...args], options: known, allowPositionals: true });
    if (given.length === names.length) return given;
  } catch (error) {
    throw usage((error as Error).message);
  }
  throw usage(`what is needed is: ${names.map((name) => `<${name}>`).join(" ")}`);
}

/** JSON, or else the text as it is. */
function valueIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function usage(message: string): FurlowError {
  return new FurlowError("E4001", message);
}

/** Says how far it is: on a terminal in one line, elsewhere now and then. */
function progressOn({ stderr }: CommandStreams, done: string): { moved: Moved; end: Moved } {
  const isTerminal = stderr.isTTY === true;
  let last = performance.now();
  const text = (count: number) => `${done} ${count.toLocaleString("en")} values`;
  return {
    moved(count) {
      if (isTerminal) stderr.write(`\r\u001b[K${text(count)} …`);
      else if (performance.now() - last > PROGRESS) {
        last = performance.now();
        stderr.write(`${text(count)} …\n`);
      }
    },
    end(count) {
      stderr.write(`${isTerminal ? "\r\u001b[K" : ""}${text(count)}\n`);
    },
  };
}
