import type { Diagnostics } from "../diagnostics/diagnostics.ts";
import { parseDuration } from "../source/duration.ts";
import { type MapNode, valueAt } from "../source/node.ts";

/** The wall clock that a handler's `timeout` gives it, in milliseconds. */
export function checkTimeout(node: MapNode, diagnostics: Diagnostics): number | undefined {
  return checkDuration(node, "timeout", diagnostics);
}

/** A duration that is written out, in milliseconds; undefined where there is none or it is none, after reporting. */
export function checkDuration(node: MapNode, key: string, diagnostics: Diagnostics): number | undefined {
  const written = valueAt(node, key);
  if (written?.kind !== "scalar") return undefined;
  const { value } = written;
  const milliseconds =
    typeof value === "string" || typeof value === "number" ? parseDuration(value) : undefined;
  if (milliseconds === undefined)
    diagnostics.report("invalid-duration", written.span, { text: String(value) });
  return milliseconds;
}
