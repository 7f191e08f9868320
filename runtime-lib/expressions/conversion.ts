import { toNumber } from "./coerce.ts";
import { string } from "./values.ts";

/** The whole number that a text starts with, or a number without its fraction; 0 where there is none. */
export function int(value: unknown, radix: unknown = 10): number {
  if (typeof value === "number" && radix === 10) {
    return Number.isFinite(value) ? wholePart(value) : 0;
  }
  if (value instanceof Date) return wholePart(value.getTime());
  return Number.parseInt(string(value), toNumber(radix)) || 0;
}

/** The number that a text starts with; 0 where there is none. */
export function float(value: unknown): number {
  if (typeof value === "number") return Number.isNaN(value) ? 0 : value;
  if (value instanceof Date) return value.getTime() || 0;
  return Number.parseFloat(string(value)) || 0;
}

/** Without a fraction; never NaN or -0, which would be seen in text. */
function wholePart(value: number): number {
  return Math.trunc(value) || 0;
}
