import type { Message } from "./model.ts";
import { compareSnowflakes } from "./snowflake.ts";

/** Which page of a channel's messages `GET /channels/{channel_id}/messages` asks for. */
export interface MessagePage {
  before?: string | undefined;
  after?: string | undefined;
  around?: string | undefined;
  limit: number;
}

/** The messages of one channel, oldest first; beyond `capacity` the oldest are forgotten. */
export class MessageStore {
  readonly #byId = new Map<string, Message>();
  readonly #capacity: number;

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  add(message: Message): void {
    this.#byId.set(message.id, message);
    if (this.#byId.size <= this.#capacity) return;
    const oldest = this.#byId.keys().next().value;
    if (oldest !== undefined) this.#byId.delete(oldest);
  }

  get(id: string): Message | undefined {
    return this.#byId.get(id);
  }

  delete(id: string): boolean {
    return this.#byId.delete(id);
  }

  /** All messages, oldest first. */
  all(): Message[] {
    return [...this.#byId.values()];
  }

  /** A page, newest first, as Discord answers it. */
  page({ before, after, around, limit }: MessagePage): Message[] {
    const all = this.all();
    if (after)
      return all
        .filter((message) => compareSnowflakes(message.id, after) > 0)
        .slice(0, limit)
        .reverse();
    if (around) return this.#around(all, around, limit);
    const older = before ? all.filter((message) => compareSnowflakes(message.id, before) < 0) : all;
    return older.slice(-limit).reverse();
  }

  #around(all: Message[], around: string, limit: number): Message[] {
    const middle = all.findIndex((message) => compareSnowflakes(message.id, around) >= 0);
    const start = Math.max(0, (middle < 0 ? all.length : middle) - Math.floor(limit / 2));
    return all.slice(start, start + limit).reverse();
  }
}
