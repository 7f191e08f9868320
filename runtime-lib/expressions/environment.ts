import { FurlowError } from "../errors/errors.ts";

/** An environment variable, or undefined. */
export function environment(name: string): string | undefined {
  return process.env[name];
}

/** An environment variable that the bot cannot do without. Throws E1005. */
export function requiredEnvironment(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new FurlowError("E1005", `The environment variable ${name} is not set`);
  return value;
}
