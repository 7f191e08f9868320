import type { RedisTimeouts } from "../state/redis/redis-client.ts";
import { RedisConnection } from "../state/redis/redis-connection.ts";

/**
 * Hears at once what other processes do to leases. A subscription may end without a word: whoever relies on it looks
 * now and then, too, and asks for it anew.
 */
export class RedisChanges {
  readonly #connection: RedisConnection;
  #asking: Promise<void> | undefined;
  /** Whether something may have been missed since it last listened. */
  #isDeaf = true;

  /** @param heard is told who has changed something; undefined when that may have been missed */
  constructor(
    url: string,
    timeouts: RedisTimeouts,
    private readonly channel: string,
    private readonly heard: (from: string | undefined) => void,
  ) {
    this.#connection = new RedisConnection(url, timeouts, () => {
      this.#isDeaf = true;
    });
    this.#connection.client.on("message", (_channel: string, from: string) => this.heard(from));
  }

  /**
   * Listens, or shows whether it still does: a connection on which that is not answered is opened anew. Throws E4004
   * when it is not answered.
   */
  listen(): Promise<void> {
    this.#asking ??= this.#subscribe().finally(() => {
      this.#asking = undefined;
    });
    return this.#asking;
  }

  close(): void {
    this.#connection.disconnect();
  }

  async #subscribe(): Promise<void> {
    await this.#connection.run(() => this.#connection.client.subscribe(this.channel));
    if (this.#isDeaf) this.heard(undefined);
    this.#isDeaf = false;
  }
}
