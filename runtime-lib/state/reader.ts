import type { Operations } from "../bot/operations.ts";

/**
 * Who reads or writes: what a guild or a user has seen, its handlers never see older again, also where several
 * databases serve reads. The context of a handler is one; without any, reads are as new as can be had.
 */
export interface Reader {
  readonly guildId?: string | undefined;
  readonly userId?: string | undefined;
  /** Tells its writes apart, where it may have to run again: then what was written is not written twice. */
  readonly operations?: Operations | undefined;
}
