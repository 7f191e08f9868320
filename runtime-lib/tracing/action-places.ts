import type { StackFormatter } from "../errors/stack.ts";

/** Frames from here to the generated code, with some to spare. */
const DEPTH = 12;

/** So many ways to actions are remembered: ways through loops and flows may be without number. */
const MOST_KNOWN = 1_000;

/** Finds the line in the document of the action that is about to run. */
export class ActionPlaces {
  /** By frames: the same action runs again and again. */
  readonly #known = new Map<string, string | undefined>();

  constructor(private readonly stacks: StackFormatter) {}

  /** Where in the document that stands which has called; undefined where the runtime itself has. */
  ofCaller(): string | undefined {
    const depth = Error.stackTraceLimit;
    Error.stackTraceLimit = DEPTH;
    const { stack = "" } = new Error();
    Error.stackTraceLimit = depth;
    if (this.#known.size > MOST_KNOWN) this.#known.clear();
    if (!this.#known.has(stack)) this.#known.set(stack, this.stacks.placeIn(stack));
    return this.#known.get(stack);
  }
}
