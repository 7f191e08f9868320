/** Names under which a handler of `errors` runs: classes and codes of what can be thrown while a bot runs. */
export const ERROR_NAMES: Readonly<Record<string, string>> = {
  ActionError: "an action that could not do what it should",
  QuotaError: "a handler that used more than its quota",
  FurlowError: "any error of the language itself",
  Error: "any error",
  DiscordAPIError: "an action whose request Discord refused",
  RateLimitError: "a request that would have had to wait too long",
  HTTPError: "a request that Discord could not answer",
  TypeError: "a value of a kind that the place cannot take",
  RangeError: "a value outside of what the place can take",
  E2001: "an expression, and any error without a code of its own",
  E3003: "an action that could not do what it should",
  E4001: "a state variable that does not exist",
  E4003: "a state variable whose scope the handler does not have",
  E4004: "a state variable that could not be kept",
  E4005: "something that needs the other processes of the bot",
  E5001: "a flow that does not exist",
  E5002: "arguments that a flow does not take",
  E5003: "flows that are nested too deep",
  E5005: "a handler that used more than its quota",
  E_VALUE_TOO_LARGE: "a value too large to be kept",
  E_ARRAY_TOO_LONG: "a list or map too long to be kept",
};

/** Why no handler ever runs under a name that the language knows. */
const NEVER: Readonly<Record<string, string>> = {
  AbortError: "an abort ends its handler without an error",
  E5004: "an abort ends its handler without an error",
};

/** A code of the language that is none of the above: it stops a build, or is not used (limits.md §6). */
const OTHER_CODE = /^E\d{4}$|^E_[A-Z_]+$/;

/** A code of Discord's, such as 50013. */
const DISCORD_CODE = /^\d{5,6}$/;

/** Whether errors of that class or code can reach a handler. */
export function isErrorName(name: string): boolean {
  return Object.hasOwn(ERROR_NAMES, name) || DISCORD_CODE.test(name);
}

/** Why errors of a class or code never reach a handler; undefined for a name that no error has. */
export function whyNever(name: string): string | undefined {
  if (Object.hasOwn(NEVER, name)) return NEVER[name];
  return OTHER_CODE.test(name) ? "no error of a running bot has this code" : undefined;
}
