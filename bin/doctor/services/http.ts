import { type Answer, TIME_LIMIT, within } from "./within.ts";

export interface HttpAnswer {
  readonly status: number;
  readonly text: string;
}

/** Gets an address, following nothing. */
export function askHttp(address: string): Promise<Answer<HttpAnswer>> {
  return within(async () => {
    const { origin, pathname, search, username, password } = new URL(address);
    const headers: Record<string, string> = username
      ? {
          authorization: `Basic ${Buffer.from(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`).toString("base64")}`,
        }
      : {};
    const response = await fetch(`${origin}${pathname}${search}`, {
      headers,
      redirect: "manual",
      signal: AbortSignal.timeout(TIME_LIMIT),
    });
    return { status: response.status, text: await response.text() };
  });
}
