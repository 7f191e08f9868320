/** Where a collection has its entries from. */
export type Entries<Value> = Pick<ReadonlyMap<string, Value>, "size" | "get" | "entries">;

/** Things by their ids, as they are at the moment. */
export class Collection<Value> implements Iterable<[id: string, value: Value]> {
  readonly #of: Entries<Value>;

  constructor(of: Entries<Value>) {
    this.#of = of;
  }

  get size(): number {
    return this.#of.size;
  }

  get(id: string): Value | undefined {
    return this.#of.get(id);
  }

  has(id: string): boolean {
    return this.#of.get(id) !== undefined;
  }

  *keys(): Generator<string> {
    for (const [id] of this) yield id;
  }

  *values(): Generator<Value> {
    for (const [, value] of this) yield value;
  }

  [Symbol.iterator](): Iterator<[string, Value]> {
    return this.#of.entries();
  }

  first(): Value | undefined {
    for (const value of this.values()) return value;
    return undefined;
  }

  forEach(run: (value: Value, id: string) => void): void {
    for (const [id, value] of this) run(value, id);
  }

  map<Result>(run: (value: Value, id: string) => Result): Result[] {
    return [...this].map(([id, value]) => run(value, id));
  }

  filter(keeps: (value: Value, id: string) => boolean): Collection<Value> {
    return new Collection(new Map([...this].filter(([id, value]) => keeps(value, id))));
  }

  find(fits: (value: Value, id: string) => boolean): Value | undefined {
    for (const [id, value] of this) if (fits(value, id)) return value;
    return undefined;
  }

  some(fits: (value: Value, id: string) => boolean): boolean {
    return this.find(fits) !== undefined;
  }

  every(fits: (value: Value, id: string) => boolean): boolean {
    return !this.some((value, id) => !fits(value, id));
  }

  reduce<Result>(run: (result: Result, value: Value, id: string) => Result, initial: Result): Result {
    let result = initial;
    for (const [id, value] of this) result = run(result, value, id);
    return result;
  }
}
