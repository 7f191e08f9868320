import { mkdirSync, openSync } from "node:fs";
import { dirname, extname, resolve } from "node:path";
import { FurlowError, messageOf } from "../../errors/errors.ts";
import { BufferedOutput, type BufferLimits } from "./buffered-output.ts";
import { FILE_FLAGS, FILE_MODE, FileSink } from "./file-sink.ts";
import { type OutputPlan, processNumber } from "./output.ts";
import { type Rotation, rotationOf } from "./rotation.ts";

/** A file that lines go to. */
export interface FileOutputSettings {
  /** Relative to the working folder. */
  readonly path: string | undefined;
  /** When another file begins; never when left out. */
  readonly rotate?: Rotation;
  /** Bytes of a file, with `rotate: size`. */
  readonly size?: number;
  /** How many files are kept beside the one that is written to. */
  readonly keep?: number;
}

const LIMITS: BufferLimits = {
  lines: 50_000,
  size: 16_000_000,
  delay: 100 /* ms */,
  batch: 1_000_000,
  pause: { first: 500 /* ms */, longest: 10_000 /* ms */ },
};

/** Writes the log to a file, which it begins anew as the settings say. A process under a manager has a file of its own. */
export function fileOutput(settings: FileOutputSettings): OutputPlan {
  return {
    open({ listener }) {
      if (!settings.path) throw new FurlowError("E4005", "a file output of the log has no path");
      const path = resolve(ofProcess(settings.path, processNumber()));
      const sink = new FileSink(path, opened(path), rotationOf(settings));
      const { rotate, size = Number.POSITIVE_INFINITY } = settings;
      // What is written at once goes to one file; a character takes at most three bytes.
      const batch = rotate === "size" ? Math.min(LIMITS.batch, Math.floor(size / 3)) : LIMITS.batch;
      return new BufferedOutput(`file ${settings.path}`, sink, { ...LIMITS, batch }, listener);
    },
  };
}

/** `bot.log` of process 1 is `bot.1.log`. */
function ofProcess(path: string, number: string | undefined): string {
  if (number === undefined) return path;
  const extension = extname(path);
  return `${path.slice(0, path.length - extension.length)}.${number}${extension}`;
}

/** The file, with its folder. Throws E4005 where there can be none. */
function opened(path: string): number {
  try {
    mkdirSync(dirname(path), { recursive: true });
    return openSync(path, FILE_FLAGS, FILE_MODE);
  } catch (error) {
    const hint = "let the user that runs the bot write to its folder, or set another path in logging.outputs";
    throw new FurlowError("E4005", `the log cannot be written to ${path}: ${messageOf(error)}; ${hint}`);
  }
}
