/** A request that Discord has refused, as the log has it. */
export interface FailedRequest {
  /** `POST /channels/…/messages` */
  readonly request: string;
  readonly status: number;
}

/** What errors of `@discordjs/rest` hold. */
interface RestError {
  readonly method: string;
  readonly url: string;
  readonly status: number;
}

/** The request to Discord that an error is about, or one behind it; undefined when it is about none. */
export function failedRequest(error: unknown): FailedRequest | undefined {
  for (let each = error; each instanceof Error; each = each.cause) {
    const { method, url, status } = each as Error & Partial<RestError>;
    if (method === undefined || url === undefined || status === undefined) continue;
    const path = URL.canParse(url) ? new URL(url).pathname.replace(/^.*?\/v\d+(?=\/)/, "") : url;
    return { request: `${method} ${path}`, status };
  }
  return undefined;
}
