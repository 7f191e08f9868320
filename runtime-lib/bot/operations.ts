/** A text, or bytes. */
export type Said = string | Uint8Array;

/**
 * Tells what one run of a handler does apart from everything else that the bot does. When the handler runs again on the
 * same event, after a crash, what it does again has the same ids.
 */
export interface Operations {
  /**
   * The id of the next operation that says this, of 25 characters.
   * @param said all that makes it what it is: what says the same may stand for one another
   */
  id(said: readonly Said[]): string;
}
