/** What the exit codes of every command mean. */
export const EXIT = {
  ok: 0,
  /** The document has errors; they were printed. */
  diagnostics: 1,
  /** The command line was not understood. */
  usage: 2,
  /** Something outside went wrong: Discord, the network, the disk. */
  failure: 3,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** For the end of every command's help. */
export const EXIT_HELP = `
Exit codes:
  0  done
  1  the document has errors
  2  the command line was not understood
  3  something outside failed (Discord, the network, the disk)`;

/** A command that cannot go on. The message is printed, unless it is empty because all was said already. */
export class CommandEnd extends Error {
  constructor(
    readonly exitCode: ExitCode,
    message = "",
    /** What to do about it. */
    readonly hint?: string,
  ) {
    super(message);
    this.name = "CommandEnd";
  }
}
