import { ActionError, FurlowError } from "../errors/errors.ts";
import { toNumber } from "../expressions/coerce.ts";
import { text } from "../expressions/values.ts";

/** A number, or text that is one, as an action needs it. Throws ActionError for anything else. */
export function requiredNumber(value: unknown, action: string): number {
  const written = typeof value === "string" && value.trim() !== "";
  const result = written || typeof value === "number" ? toNumber(value) : Number.NaN;
  if (!Number.isNaN(result)) return result;
  const given = value === null || value === undefined ? "nothing" : `"${text(value)}"`;
  throw new ActionError(action, new FurlowError("E3003", `${given} is not a number`));
}
