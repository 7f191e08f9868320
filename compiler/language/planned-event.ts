import { type Roots, withTwins } from "./event.ts";

/**
 * An event that the runtime does not fire yet: its handlers are checked in full, and then reported as not supported.
 * One file each in `planned-events/`; implementing it is moving the file to `events/`.
 */
export interface PlannedEvent {
  readonly name: string;
  readonly summary: string;
  readonly roots: Roots;
  readonly example: string;
}

export function definePlannedEvent(definition: PlannedEvent): PlannedEvent {
  return { ...definition, roots: withTwins(definition.roots) };
}
