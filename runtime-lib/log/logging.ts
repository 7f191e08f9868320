import createPino from "pino";
import { consoleOutput } from "./outputs/console-output.ts";
import type { LogOutput, OutputListener, OutputPlan, OutputStatistics } from "./outputs/output.ts";
import { prettyLine } from "./pretty.ts";
import { type Redactor, redactor, SECRET_VARIABLES } from "./redact.ts";

export interface LogSettings {
  /** The least that is written: trace, debug, info, warn, error, fatal or silent. */
  readonly level?: string | undefined;
  /** `json` lines, or `pretty` for people; by default pretty on a terminal. Only the console is ever pretty. */
  readonly format?: string | undefined;
  /** Where lines go; to the console when left out. */
  readonly outputs?: readonly OutputPlan[];
  /** Environment variables with credentials, beside those that every bot may have. */
  readonly secrets?: readonly string[];
  /** Whether lines have facts beside their own. */
  readonly hasFacts?: boolean;
}

/** How often lines are told of that were dropped. */
const REPORT_PERIOD = 10_000; /* ms */

/** How long outputs have when the process ends. */
const LAST_FLUSH = 3_000; /* ms */

/** The log of a process with its outputs, which are opened together. */
export class Logging implements OutputListener {
  /** What lines are to say beside their own facts, where settings have them have that. */
  facts: (() => Readonly<Record<string, string>>) | undefined;
  /** Is told of a level that was chosen while the bot runs. */
  onLevel: ((level: string) => void) | undefined;
  #pino: createPino.Logger | undefined;
  #outputs: readonly LogOutput[] = [];
  /** Which output gets nothing of the line that is being written: it is about that one. */
  #except: LogOutput | undefined;
  /** By output, how many dropped lines were told of. */
  readonly #told = new Map<LogOutput, number>();
  #reporting: NodeJS.Timeout | undefined;

  /** @param name of the bot */
  constructor(
    private readonly settings: LogSettings,
    private readonly name = "bot",
  ) {}

  /** What writes lines; opened when it is first asked for. */
  get pino(): createPino.Logger {
    this.#pino ??= this.#open();
    return this.#pino;
  }

  get statistics(): readonly OutputStatistics[] {
    return this.#outputs.map(({ statistics }) => statistics);
  }

  /** The level that was configured. */
  get configuredLevel(): string {
    return process.env["LOG_LEVEL"] || this.settings.level || "info";
  }

  /** Has the process write what it has logged before it ends. Opens what may refuse to be. Throws E4005. */
  open(): void {
    if (this.settings.outputs !== undefined) void this.pino;
    process.on("exit", () => {
      for (const output of this.#outputs) output.flushSync();
    });
  }

  /** Writes what outputs still have, as far as they take it. */
  async close(): Promise<void> {
    if (this.#pino === undefined) return;
    this.#report();
    await Promise.all(this.#outputs.map((output) => output.flush(LAST_FLUSH)));
  }

  /** Chooses what is written from now on, and says so in the log. */
  setLevel(level: string): void {
    const { pino } = this;
    const say = () =>
      pino[pino.isLevelEnabled("info") ? "info" : "fatal"]({ to: level }, "the log's level was changed");
    const order = pino.levels.values;
    const isQuieter = level === "silent" || (order[level] ?? 0) > (order[pino.level] ?? 0);
    // What is quieter would not say it any more.
    if (isQuieter) say();
    pino.level = level;
    if (!isQuieter) say();
    this.onLevel?.(level);
  }

  dropped(): void {
    this.#reporting ??= setTimeout(() => {
      this.#reporting = undefined;
      this.#report();
    }, REPORT_PERIOD).unref();
  }

  failed(output: LogOutput, reason: string): void {
    const facts = { output: output.statistics.output, reason };
    this.#tell(output, () => this.pino.warn(facts, "an output of the log takes no lines"));
  }

  recovered(output: LogOutput): void {
    const facts = { output: output.statistics.output };
    this.#tell(output, () => this.pino.info(facts, "an output of the log takes lines again"));
  }

  #open(): createPino.Logger {
    const { format, outputs = [consoleOutput()], secrets = [], hasFacts } = this.settings;
    const isPretty = (format ?? (process.stdout.isTTY ? "pretty" : "json")) === "pretty";
    const open = outputs.map((plan) => {
      const output = plan.open({ name: this.name, listener: this });
      return { output, isPretty: isPretty && plan.isForPeople === true };
    });
    this.#outputs = open.map(({ output }) => output);
    const redact = redactor([...SECRET_VARIABLES, ...secrets], process.env);
    return createPino(
      {
        level: this.configuredLevel,
        base: null,
        timestamp: createPino.stdTimeFunctions.isoTime,
        formatters: { level: (label) => ({ level: label }) },
        ...(hasFacts && { mixin: () => this.facts?.() ?? {} }),
      },
      { write: (line: string) => this.#write(open, redact, line) },
    );
  }

  #write(
    open: readonly { readonly output: LogOutput; readonly isPretty: boolean }[],
    redact: Redactor,
    line: string,
  ): void {
    const safe = redact(line);
    for (const { output, isPretty } of open)
      if (output !== this.#except) output.write(isPretty ? prettyLine(safe) : safe);
  }

  #report(): void {
    for (const output of this.#outputs) {
      const { output: name, dropped: all } = output.statistics;
      const dropped = all - (this.#told.get(output) ?? 0);
      if (dropped === 0) continue;
      this.#told.set(output, all);
      this.#tell(output, () =>
        this.pino.warn({ output: name, dropped }, `dropped ${dropped} lines of the log`),
      );
    }
  }

  /** Writes a line about an output to the others; where there is no other, to it. */
  #tell(output: LogOutput, write: () => void): void {
    if (this.#outputs.length === 1) return write();
    const before = this.#except;
    this.#except = output;
    write();
    this.#except = before;
  }
}
