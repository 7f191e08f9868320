import { HttpResponse } from "../../runtime-lib/rest/http-response.ts";

/** An answer of Discord without a body. */
export function answered(status: number, headers: Readonly<Record<string, string>> = {}): HttpResponse {
  const raw = Object.entries(headers)
    .flat()
    .map((text) => Buffer.from(text));
  return new HttpResponse(status, "", raw, []);
}
