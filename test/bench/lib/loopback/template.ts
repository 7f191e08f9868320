/** A text with places that are filled in anew each time: cheaper than serialising, which is not what is measured. */
export class Template<Slot extends string = string> {
  readonly #parts: readonly string[];
  /** The slot after each part but the last. */
  readonly #slots: readonly Slot[];

  /** @param samples by slot, the text in `text` that stands for it; each occurrence becomes a place */
  constructor(text: string, samples: Readonly<Record<Slot, string>>) {
    const names = new Map(Object.entries<string>(samples).map(([slot, sample]) => [sample, slot as Slot]));
    const pattern = new RegExp(`(${[...names.keys()].map((sample) => sample).join("|")})`);
    const pieces = text.split(pattern);
    this.#parts = pieces.filter((_, i) => i % 2 === 0);
    this.#slots = pieces.filter((_, i) => i % 2 === 1).map((sample) => names.get(sample)!);
  }

  fill(values: Readonly<Record<Slot, string>>): string {
    let text = this.#parts[0]!;
    for (let i = 0; i < this.#slots.length; i++) text += values[this.#slots[i]!] + this.#parts[i + 1]!;
    return text;
  }
}
