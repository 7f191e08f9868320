import { setTimeout as sleep } from "node:timers/promises";
import { DiscordAPIError, type DiscordErrorData, HTTPError } from "@discordjs/rest";
import { RESTJSONErrorCodes } from "discord-api-types/v10";
import type { HttpPool } from "./http-pool.ts";
import type { HttpResponse } from "./http-response.ts";

/** How long to pause before each further attempt after an error of the network or of Discord's servers. */
const PAUSES = [0, 250] as const; /* ms */
/** An interaction is answered within this time or not at all; waiting longer for a limit is useless. */
const LIFE = 3_000; /* ms */

export interface Callback {
  /** Below the API's address: `/interactions/…/callback`. */
  readonly route: string;
  readonly path: string;
  readonly headers: readonly string[];
  readonly body: unknown;
}

interface Refusal extends Partial<DiscordErrorData> {
  readonly retry_after?: number /* s */;
}

/**
 * Answers an interaction. Callbacks count towards no bot-wide limit and each has a bucket of its own, so there
 * is nothing to queue for. Gives what Discord answers, undefined without a body; also when an attempt whose
 * answer was lost turns out to have arrived. Throws what `@discordjs/rest` would.
 */
export async function sendCallback(http: HttpPool, callback: Callback): Promise<unknown> {
  const request = { ...callback, method: "POST", body: JSON.stringify(callback.body) };
  const deadline = performance.now() + LIFE;
  let failures = 0;
  for (;;) {
    const response = await attempt(() => http.send(request), failures < PAUSES.length);
    if (response === undefined || (response.status >= 500 && failures < PAUSES.length)) {
      await sleep(PAUSES[failures++]);
      continue;
    }
    if (response.ok) return response.status === 204 ? undefined : await response.json();
    const url = http.origin + callback.path;
    const data = { files: undefined, body: callback.body };
    if (response.status >= 500) throw new HTTPError(response.status, response.statusText, "POST", url, data);
    const refusal = await refusalOf(response);
    if (failures > 0 && refusal.code === RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged)
      return undefined;
    const wait = response.status === 429 ? (refusal.retry_after ?? 1) * 1_000 : undefined;
    if (wait !== undefined && performance.now() + wait < deadline) {
      http.observer?.limited("route", wait);
      await sleep(wait);
      continue;
    }
    throw new DiscordAPIError(
      refusal as DiscordErrorData,
      refusal.code ?? 0,
      response.status,
      "POST",
      url,
      data,
    );
  }
}

/** The answer; undefined when none came and it may be tried again. */
async function attempt(
  send: () => Promise<HttpResponse>,
  mayFail: boolean,
): Promise<HttpResponse | undefined> {
  try {
    return await send();
  } catch (error) {
    if (mayFail) return undefined;
    throw error;
  }
}

/** What Discord says against it; proxies before it may answer with anything. */
async function refusalOf(response: HttpResponse): Promise<Refusal> {
  try {
    return (await response.json()) as Refusal;
  } catch {
    return { code: 0, message: `${response.status} ${response.statusText}` };
  }
}
