import { FurlowError, messageOf } from "./errors.ts";
import { StackMaps } from "./stack-maps.ts";

/** Frames that V8 keeps: enough to reach from a request's depths to the handler. */
const STACK_DEPTH = 150;

/** A frame's place: `at name (file:line:column)` or `at file:line:column`. */
const FRAME = /^\s*at (?:async )?(?:(.*?) \()?(?:file:\/\/)?([^()]+?):(\d+):(\d+)\)?$/;

/** A formatted frame that names a line of the document. */
const DOCUMENT_FRAME = /^ {4}at \S+\.ya?ml:\d+:\d+ /m;

/** Writes stacks in terms of the YAML the user wrote and the TypeScript it became. */
export class StackFormatter {
  #maps: StackMaps | undefined;
  #loaded = false;

  /** @param bundleUrl the `import.meta.url` of the bundle */
  constructor(private readonly bundleUrl: string) {
    Error.stackTraceLimit = Math.max(Error.stackTraceLimit, STACK_DEPTH);
  }

  /** The error's message, then its frames: those of the document first named by YAML line. */
  format(error: unknown): string {
    if (!(error instanceof Error)) return String(error);
    const frames = (error.stack ?? "").split("\n").filter((line) => FRAME.test(line));
    const mapped = frames.map((frame) => this.#frame(frame)).filter((frame) => frame !== undefined);
    const cause =
      error.cause === undefined ? [] : [`  caused by ${nameOf(error.cause)}: ${messageOf(error.cause)}`];
    return [`${error.name}: ${error.message}`, ...collapsed(mapped), ...cause].join("\n");
  }

  /** Like `format`, for what the document computes; undefined when the error comes from nowhere in there. */
  inDocument(error: unknown): string | undefined {
    const stack = this.format(error);
    return error instanceof FurlowError || DOCUMENT_FRAME.test(stack) ? stack : undefined;
  }

  /** The first place in the document that a stack names, such as `furlow.yaml:12:5`. */
  placeIn(stack: string): string | undefined {
    for (const frame of stack.split("\n")) {
      const [, , file, line, column] = FRAME.exec(frame) ?? [];
      if (file === undefined || !this.bundleUrl.endsWith(file)) continue;
      const place = this.#loadMaps()?.locate(Number(line), Number(column))?.yaml;
      if (place !== undefined) return place;
    }
    return undefined;
  }

  #loadMaps(): StackMaps | undefined {
    if (!this.#loaded) {
      this.#loaded = true;
      this.#maps = StackMaps.beside(this.bundleUrl);
    }
    return this.#maps;
  }

  #frame(frame: string): string | undefined {
    const [, name, file, line, column] = FRAME.exec(frame)!;
    if (!this.bundleUrl.endsWith(file!)) return undefined;
    const maps = this.#loadMaps();
    if (maps === undefined) return `    at ${name ?? "anonymous"} (${file}:${line}:${column})`;
    const place = maps.locate(Number(line), Number(column));
    if (place === undefined) return undefined;
    return place.yaml === undefined
      ? `    at ${place.typescript}`
      : `    at ${place.yaml} (${place.typescript})`;
  }
}

/** A flow that calls itself would fill the stack with one line. */
function collapsed(frames: readonly string[]): string[] {
  const lines: string[] = [];
  for (let i = 0; i < frames.length; ) {
    let end = i + 1;
    while (frames[end] === frames[i]) end++;
    lines.push(end - i > 1 ? `${frames[i]} (${end - i} times)` : frames[i]!);
    i = end;
  }
  return lines;
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : "a thrown value";
}
