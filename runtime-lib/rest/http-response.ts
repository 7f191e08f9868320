/** An answer over HTTP, collected whole: Discord's are small. Has what `@discordjs/rest` reads of a response. */
export class HttpResponse {
  readonly bodyUsed = false;
  readonly headers: HttpHeaders;

  constructor(
    readonly status: number,
    readonly statusText: string,
    rawHeaders: readonly Buffer[],
    private readonly chunks: readonly Buffer[],
  ) {
    this.headers = new HttpHeaders(rawHeaders);
  }

  get ok(): boolean {
    return this.status >= 200 && this.status < 300;
  }

  async text(): Promise<string> {
    return this.#body().toString("utf8");
  }

  async json(): Promise<unknown> {
    return JSON.parse(this.#body().toString("utf8"));
  }

  async arrayBuffer(): Promise<ArrayBuffer> {
    return new Uint8Array(this.#body()).buffer;
  }

  #body(): Buffer {
    return this.chunks.length === 1 ? this.chunks[0]! : Buffer.concat(this.chunks);
  }
}

/** Headers by name, whatever the case. The `Headers` of fetch would cost as much as the rest of a request. */
export class HttpHeaders {
  #byName: ReadonlyMap<string, string> | undefined;
  #hasLimits = true;

  /** @param raw names and values, alternating */
  constructor(private readonly raw: readonly Buffer[]) {}

  /** From now on they say nothing of limits: somebody else sees to those. */
  forgetLimits(): void {
    this.#hasLimits = false;
  }

  get(name: string): string | null {
    if (!this.#hasLimits && /^x-ratelimit-/i.test(name)) return null;
    this.#byName ??= byName(this.raw);
    return this.#byName.get(name.toLowerCase()) ?? null;
  }

  has(name: string): boolean {
    return this.get(name) !== null;
  }
}

function byName(raw: readonly Buffer[]): Map<string, string> {
  const headers = new Map<string, string>();
  for (let i = 0; i < raw.length; i += 2)
    headers.set(raw[i]!.toString("latin1").toLowerCase(), raw[i + 1]!.toString("latin1"));
  return headers;
}
