/** What was sent to a bot and what it owes for it; each is to be answered once. */
export class Ledger {
  readonly #open = new Set<string>();
  #answered = 0;
  /** Answers to nothing, or second ones. */
  readonly unexpected: string[] = [];

  /** Notes what is to be answered with this text. */
  owe(text: string): void {
    this.#open.add(text);
  }

  answer(text: string): void {
    if (this.#open.delete(text)) this.#answered++;
    else this.unexpected.push(text);
  }

  get answered(): number {
    return this.#answered;
  }

  /** What has not been answered yet. */
  get open(): readonly string[] {
    return [...this.#open];
  }
}
