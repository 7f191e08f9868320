import { ActionError, FurlowError, messageOf, UNNAMED } from "./errors.ts";

/** A failure as the document reads it. */
export interface Failure {
  readonly message: string;
  /** The class of the error. */
  readonly name: string;
  readonly code: string;
  /** The action that failed, where it was one. */
  readonly action: string | undefined;
  /** What failed: `/greet`, or the dispatch of an event. */
  readonly handler: string;
}

/** Describes what was thrown in a handler. */
export function failureOf(error: unknown, handler: string): Failure {
  return {
    message: messageOf(error),
    name: error instanceof Error ? error.name : "Error",
    code: error instanceof FurlowError ? error.code : UNNAMED,
    action: error instanceof ActionError ? error.action : undefined,
    handler,
  };
}

/** The code of an error: that of what an action met, Discord's or the system's, where it has one. */
export function narrowestCode(error: unknown): string {
  const cause = error instanceof ActionError ? error.cause : undefined;
  for (const each of [cause, error]) {
    const code = (each as { readonly code?: unknown } | undefined)?.code;
    if (typeof code === "string" || typeof code === "number") return String(code);
  }
  return UNNAMED;
}

/**
 * The names under which a handler may stand that is for an error, the narrowest first: of what an action met
 * (Discord's code and the class), then the error's own code and classes.
 */
export function namesOf(error: unknown): string[] {
  const cause = error instanceof ActionError ? error.cause : undefined;
  return [
    ...ownNames(cause),
    ...ownNames(error),
    error instanceof FurlowError ? [] : UNNAMED,
    "Error",
  ].flat();
}

function ownNames(error: unknown): string[] {
  if (!(error instanceof Error)) return [];
  const { code } = error as { readonly code?: unknown };
  const isCode = typeof code === "string" || typeof code === "number";
  // Discord's library writes what it is about into the name: `DiscordAPIError[50013]`.
  const [name = "Error"] = error.name.split("[");
  return [...(isCode ? [String(code)] : []), name, ...(error instanceof FurlowError ? ["FurlowError"] : [])];
}
