/** Whether a value is null or undefined. */
export function isNull(value: unknown): boolean {
  return value === null || value === undefined;
}

export function isArray(value: unknown): boolean {
  return Array.isArray(value);
}

export function isString(value: unknown): boolean {
  return typeof value === "string";
}

/** Whether a value is a number, and not NaN. */
export function isNumber(value: unknown): boolean {
  return typeof value === "number" && !Number.isNaN(value);
}

export function isBoolean(value: unknown): boolean {
  return typeof value === "boolean";
}

/** Whether a value is an object and no list; dates are. */
export function isObject(value: unknown): boolean {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
