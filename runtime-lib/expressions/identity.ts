import { randomUUID } from "node:crypto";
import { refusal } from "./coerce.ts";
import { text } from "./values.ts";

/** A random UUID, version 4. */
export function uuid(): string {
  return randomUUID();
}

/** A short, stable number for a text, in hexadecimal; not for secrets. Throws E2001 for nothing. */
export function hash(value: unknown): string {
  if (value === null || value === undefined) throw refusal("hash", "text", value);
  const whole = text(value);
  let result = 0;
  for (let i = 0; i < whole.length; i++) result = (Math.imul(result, 31) + whole.charCodeAt(i)) | 0;
  return Math.abs(result).toString(16);
}
