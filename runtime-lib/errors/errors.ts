/** An error of the language, by its code (limits.md §6). */
export class FurlowError extends Error {
  override readonly name: string = "FurlowError";

  constructor(
    readonly code: string,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** E3003: an action that could not do what it should; `cause` is what Discord or the system said. */
export class ActionError extends FurlowError {
  override readonly name = "ActionError";

  constructor(
    readonly action: string,
    override readonly cause: unknown,
  ) {
    super("E3003", `Action "${action}" failed: ${messageOf(cause)}`, { cause });
  }
}

/** E5004: `abort` ended a flow and everything that called it; a handler that it reaches ends silently. */
export class AbortError extends FurlowError {
  override readonly name = "AbortError";

  constructor(reason = "The flow was aborted") {
    super("E5004", reason);
  }
}

/** E5005: a handler used more than its quota allows. */
export class QuotaError extends FurlowError {
  override readonly name = "QuotaError";

  constructor(
    readonly metric: string,
    readonly limit: number,
    readonly observed: number,
  ) {
    super("E5005", `Quota exceeded: ${metric} (${observed} of ${limit})`);
  }
}

/** The code of errors that have none of their own (limits.md §6). */
export const UNNAMED = "E2001";

/** A failure as a `catch` reads it. */
export interface Caught {
  readonly message: string;
  readonly code: string;
  /** The action that failed, where it was one. */
  readonly action: string | undefined;
}

/**
 * What a `catch` of generated code has caught, as the document reads it. A handler that is over its limits cannot be
 * saved: then this throws the error again.
 */
export function caught(thrown: unknown): Caught {
  if (endsInAnyCase(thrown)) throw thrown;
  const code = thrown instanceof FurlowError ? thrown.code : UNNAMED;
  const action = thrown instanceof ActionError ? thrown.action : undefined;
  return { message: messageOf(thrown), code, action };
}

/** Codes that end a handler in any case: its flows are nested too deep, or its shard is another process's. */
const ENDING: ReadonlySet<string> = new Set(["E5003", "E4007"]);

/** Whether an error ends the handler in any case, as one does that uses up its quota. */
export function endsInAnyCase(thrown: unknown): boolean {
  return thrown instanceof QuotaError || (thrown instanceof FurlowError && ENDING.has(thrown.code));
}

/** The message of anything that was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
