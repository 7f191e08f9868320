import type { Diagnostics } from "../diagnostics/diagnostics.ts";
import { NO_POSITION } from "../diagnostics/diagnostics.ts";
import type { Span } from "../source/source-file.ts";
import type { LowerContext } from "./context.ts";
import { ir } from "./ir.ts";
import type { Needs } from "./needs.ts";
import type { StorageSettings } from "./storage.ts";

/** Under which key `startBot` takes what keeps timers. */
const KEY = "timers";

/** Has the bot keep timers, because of an action that stands there. */
export function keepTimers(lower: LowerContext, span: Span): void {
  lower.startWith(KEY, ir.runtime("durableTimers"), span);
}

/** Says where timers end with the process. */
export function checkTimerStorage(needs: Needs, { type }: StorageSettings, diagnostics: Diagnostics): void {
  const timers = needs.parts.get(KEY);
  if (timers !== undefined && type === "memory")
    diagnostics.report("timers-in-memory", timers.span ?? NO_POSITION, {});
}
