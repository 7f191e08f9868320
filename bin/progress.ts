const PHASES: Readonly<Record<string, string>> = {
  load: "reading files",
  check: "checking",
  lower: "generating TypeScript",
  print: "writing TypeScript",
  "type check": "type-checking and bundling",
};

/** Says on a terminal what is going on; prints nothing elsewhere. */
export class Progress {
  readonly #enabled = process.stderr.isTTY === true;

  show(phase: string): void {
    if (this.#enabled && PHASES[phase] !== undefined) process.stderr.write(`\r\u001b[K${PHASES[phase]} …`);
  }

  clear(): void {
    if (this.#enabled) process.stderr.write("\r\u001b[K");
  }
}
