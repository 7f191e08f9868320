import type { Diagnostics } from "../diagnostics/diagnostics.ts";
import { didYouMean } from "../diagnostics/suggest.ts";
import type { Checked, Field, Fields } from "../language/field.ts";
import { type Entry, isNull, keyText, type MapNode } from "../source/node.ts";
import type { Span } from "../source/source-file.ts";
import type { CheckContext } from "./context.ts";

/**
 * Checks the entries of a map against a record of fields, aliases included; keys in `alsoAllowed` are the caller's.
 * Undefined when a required field is missing or wrong; everything wrong is reported first.
 */
export function checkFields<F extends Fields>(
  fields: F,
  map: MapNode,
  owner: string,
  ownerSpan: Span,
  context: CheckContext,
  alsoAllowed: readonly string[] = [],
): Checked<F> | undefined {
  const checked: Record<string, unknown> = {};
  let complete = true;
  const used = new Set<Entry>();
  for (const [name, field] of Object.entries(fields)) {
    const [entry, ...dropped] = findEntries(map, [name, ...field.aliases]);
    if (entry !== undefined) used.add(entry);
    for (const other of dropped) reportDropped(other, entry!, context.diagnostics);
    if (entry === undefined || (isNull(entry.value) && !field.acceptsNull)) {
      if (!isNeeded(field, context)) continue;
      context.diagnostics.report("missing-field", ownerSpan, { field: name, owner });
      complete = false;
      continue;
    }
    const value = field.check(entry.value, context);
    if (value === undefined && field.required) complete = false;
    checked[name] = value;
  }
  reportUnknown(fields, map, owner, used, alsoAllowed, context);
  return complete ? (checked as Checked<F>) : undefined;
}

/** A field whose value may come from the context is needed where the context has none. */
function isNeeded({ required, fallback }: Field<unknown>, context: CheckContext): boolean {
  return required || (fallback !== undefined && context.scope.lookup(fallback) === undefined);
}

/** The entries under any of a field's names; the first one counts. */
function findEntries(map: MapNode, names: readonly string[]): Entry[] {
  return names.flatMap((name) => map.entries.findLast((candidate) => keyText(candidate) === name) ?? []);
}

/** Says of an entry that another one, which means the same, is taken instead. */
export function reportDropped(dropped: Entry, taken: Entry, diagnostics: Diagnostics): void {
  const reason = `\`${keyText(taken)}\` means the same, and is what counts`;
  diagnostics.report("no-effect", dropped.key.span, {
    key: keyText(dropped),
    reason,
    hint: "remove one of them",
  });
}

function reportUnknown(
  fields: Fields,
  map: MapNode,
  owner: string,
  used: ReadonlySet<Entry>,
  alsoAllowed: readonly string[],
  context: CheckContext,
): void {
  const names = Object.entries(fields).flatMap(([name, field]) => [name, ...field.aliases]);
  for (const entry of map.entries) {
    const name = keyText(entry);
    if (used.has(entry) || names.includes(name) || alsoAllowed.includes(name)) continue;
    const suggestion = didYouMean(name, [...names, ...alsoAllowed]);
    context.diagnostics.report("unknown-field", entry.key.span, { name, owner, suggestion });
  }
}
