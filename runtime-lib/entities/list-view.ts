/** A list of texts that can say more of what it lists; printed and stored it is the texts alone. */
export class ListView extends Array<string> {
  /** What `map` and its like give is an ordinary list. */
  static override get [Symbol.species](): ArrayConstructor {
    return Array;
  }
}
