/** Milliseconds by phase, and in all. */
export interface Timings {
  readonly phases: Readonly<Record<string, number>>;
  readonly total: number;
}

/** Measures how long the phases of a build take. */
export class Stopwatch {
  readonly #start = performance.now();
  readonly #phases: Record<string, number> = {};

  constructor(private readonly onPhase: (phase: string) => void = () => {}) {}

  time<T>(phase: string, run: () => T): T {
    this.onPhase(phase);
    const start = performance.now();
    try {
      return run();
    } finally {
      this.#phases[phase] = performance.now() - start;
    }
  }

  async timeAsync<T>(phase: string, run: () => Promise<T>): Promise<T> {
    this.onPhase(phase);
    const start = performance.now();
    try {
      return await run();
    } finally {
      this.#phases[phase] = performance.now() - start;
    }
  }

  finish(): Timings {
    return { phases: this.#phases, total: performance.now() - this.#start };
  }
}
