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

/** The message of anything that was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
