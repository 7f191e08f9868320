import { createHash } from "node:crypto";
import type { Operations, Said } from "../bot/operations.ts";

/** Discord takes nonces of at most so many characters. */
const LENGTH = 25;

/**
 * Ids from what is said, and from how often the run has said it before. Where in the handler it is said plays no part:
 * a loop over what is still to be done is somewhere else when it runs again, and side by side nothing has a fixed order.
 */
export class RunOperations implements Operations {
  /** How often something was said, by its digest. */
  readonly #counts = new Map<string, number>();

  /** @param run what no other run of a handler has: the dispatch, and which handler it is */
  constructor(private readonly run: string) {}

  id(said: readonly Said[]): string {
    const digest = digestOf([this.run, ...said]);
    const before = this.#counts.get(digest) ?? 0;
    this.#counts.set(digest, before + 1);
    return (before === 0 ? digest : digestOf([digest, String(before)])).slice(0, LENGTH);
  }
}

/** Parts are told apart by their lengths. */
function digestOf(parts: readonly Said[]): string {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(`${Buffer.byteLength(part)}:`).update(part);
  return hash.digest("base64url");
}
