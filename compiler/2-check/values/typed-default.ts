import { present, type Type } from "../../expression/types.ts";

const PLAIN_NUMBER = /^-?\d+(\.\d+)?$/;

/**
 * A default as a value of its declared type: text that is plainly a number or a truth is taken as one, and those
 * as text. Undefined when it does not fit; no value at all always fits.
 */
export function typedDefault(value: unknown, type: Type): { readonly value: unknown } | undefined {
  if (value === null || value === undefined) return { value };
  switch (present(type).kind) {
    case "unknown":
      return { value };
    case "list":
      return Array.isArray(value) ? { value } : undefined;
    case "string":
      return asText(value);
    case "number":
      return asNumber(value);
    case "boolean":
      return asBoolean(value);
    default:
      return undefined;
  }
}

function asText(value: unknown): { readonly value: string } | undefined {
  if (typeof value === "string") return { value };
  return typeof value === "boolean" || keepsDigits(value) ? { value: String(value) } : undefined;
}

function asNumber(value: unknown): { readonly value: number } | undefined {
  if (typeof value === "number") return { value };
  if (typeof value !== "string" || !PLAIN_NUMBER.test(value)) return undefined;
  const number = Number(value);
  return keepsDigits(number) ? { value: number } : undefined;
}

function asBoolean(value: unknown): { readonly value: boolean } | undefined {
  if (typeof value === "boolean") return { value };
  return value === "true" || value === "false" ? { value: value === "true" } : undefined;
}

/** Whole numbers beyond what a number holds lose their last digits. */
function keepsDigits(value: unknown): value is number {
  return typeof value === "number" && (Number.isSafeInteger(value) || !Number.isInteger(value));
}
