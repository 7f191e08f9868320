import type { Format } from "ajv";

const MAX_SNOWFLAKE = 2n ** 64n;
const DATE_TIME = /^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?)?(Z|[+-]\d{2}:?\d{2})?$/;

/** The formats of Discord's document. */
export const FORMATS: Record<string, Format> = {
  snowflake: (text: string) => /^\d{1,20}$/.test(text) && BigInt(text) < MAX_SNOWFLAKE,
  nonce: (text: string) => text.length <= 25,
  "date-time": (text: string) => DATE_TIME.test(text) && !Number.isNaN(Date.parse(text)),
  uri: isUri,
  int32: { type: "number", validate: (value: number) => value >= -(2 ** 31) && value < 2 ** 31 },
  int64: true,
  double: true,
};

/** Links and the schemes Discord uses for uploaded files. */
function isUri(text: string): boolean {
  if (!/^(https?|attachment|discord):\/\//i.test(text)) return false;
  return URL.canParse(text);
}
