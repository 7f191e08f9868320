/** What is told of an output of the log. */
export interface OutputStatistics {
  /** `console`, `file <path>` or `loki`. */
  readonly output: string;
  /** Lines that it could not take in time and its buffer could not hold. */
  readonly dropped: number;
  /** Lines that wait for it. */
  readonly buffered: number;
}

/** Is told what becomes of an output. */
export interface OutputListener {
  /** It has dropped a line. */
  dropped(output: LogOutput): void;
  /** It takes no lines for the moment; told once. */
  failed(output: LogOutput, reason: string): void;
  /** It takes lines again. */
  recovered(output: LogOutput): void;
}

/** Something that lines of the log go to. It blocks nobody and keeps a bounded number of lines. */
export interface LogOutput {
  readonly statistics: OutputStatistics;
  /** Takes a line with its line feed. Never throws. */
  write(line: string): void;
  /** Resolves when all lines are out, and after `timeout` milliseconds at the latest. */
  flush(timeout: number): Promise<void>;
  /** Writes what can be written without waiting, for a process that ends. */
  flushSync(): void;
}

/** What an output may want to know of the bot. */
export interface OutputSurroundings {
  readonly name: string;
  readonly listener: OutputListener;
}

/** An output as generated code says it. */
export interface OutputPlan {
  /** Whether people read it where the log is pretty; others are for programs. */
  readonly isForPeople?: boolean;
  /** Throws E4005 where it can take no lines. */
  open(surroundings: OutputSurroundings): LogOutput;
}

/** The number of a process under a manager: two processes never share a file. */
export function processNumber(): string | undefined {
  return process.env["FURLOW_PROCESS"] || undefined;
}
