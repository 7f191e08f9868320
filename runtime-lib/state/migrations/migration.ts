import { createHash } from "node:crypto";
import type { ChangeKind } from "./changes.ts";

/** A numbered step from one schema to the next, for one kind of database. */
export interface Migration {
  /** `0002_add_reason_to_warnings`. */
  readonly name: string;
  readonly kind: ChangeKind;
  readonly up: string;
  readonly down: string;
  /** Of what it does: another one means that it was changed. */
  readonly checksum: string;
}

/** A migration from its two files. Throws when the first line does not say of which kind it is. */
export function migrationFrom(name: string, up: string, down: string): Migration {
  const kind = /^-- (additive|breaking|destructive)\b/.exec(up)?.[1];
  if (kind === undefined) {
    const expected = "-- additive, -- breaking or -- destructive";
    throw new Error(`${name}.up.sql has to begin with ${expected}`);
  }
  const checksum = createHash("sha256").update(up.replaceAll("\r\n", "\n")).digest("hex").slice(0, 32);
  return { name, kind: kind as ChangeKind, up, down, checksum };
}

/** The number that a migration's name begins with. */
export function numberOf(name: string): number {
  return Number.parseInt(name, 10);
}
