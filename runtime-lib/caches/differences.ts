/** What has become of one of several objects that Discord always sends together. */
export type Change<Payload, Entry> =
  | { readonly kind: "added"; readonly now: Payload; readonly before?: undefined }
  | { readonly kind: "changed"; readonly now: Payload; readonly before: Entry }
  | { readonly kind: "deleted"; readonly now?: undefined; readonly before: Entry };

interface Identified {
  readonly id: string;
}

/**
 * What has changed between the entries of a cache and the objects that Discord sends now. Without entries, as
 * before the guild has arrived, nothing can be said.
 *
 * @param fields those that are compared, as far as the entries have them
 */
export function differences<Payload extends Identified, Entry extends Identified>(
  now: readonly Payload[],
  before: ReadonlyMap<string, Entry> | undefined,
  fields: readonly string[],
): Change<Payload, Entry>[] {
  if (before === undefined) return [];
  const changes: Change<Payload, Entry>[] = [];
  const left = new Map(before);
  for (const each of now) {
    const known = left.get(each.id);
    left.delete(each.id);
    if (known === undefined) changes.push({ kind: "added", now: each });
    else if (differ(each, known, fields)) changes.push({ kind: "changed", now: each, before: known });
  }
  for (const gone of left.values()) changes.push({ kind: "deleted", before: gone });
  return changes;
}

function differ(now: object, before: object, fields: readonly string[]): boolean {
  const [a, b] = [now, before] as Record<string, unknown>[];
  return fields.some((field) => field in b! && a![field] !== b![field]);
}
