import { identifierFor } from "../2-check/identifiers.ts";
import type { CacheDefinition } from "../language/cache.ts";
import type { Language } from "../language/language.ts";
import {
  type Expression,
  ir,
  irType,
  type ModuleSymbol,
  RUNTIME,
  type SourceUnit,
  type Statement,
  type TypeMember,
} from "./ir.ts";
import type { Needs } from "./needs.ts";

const CACHE_MODULE = "cache.ts";

/** A cache of the bot: its name in the runtime, and what holds it. */
export interface LoweredCache {
  readonly name: string;
  readonly symbol: ModuleSymbol;
  /** What it keeps of each entry: `["id", "name"]`. */
  readonly fields: readonly string[];
}

/** The caches of a bot, each holding exactly the fields it reads: `cache.ts`. Undefined when it reads none. */
export function cacheUnit(
  needs: Needs,
  language: Language,
): { unit: SourceUnit; caches: readonly LoweredCache[] } | undefined {
  const augmentations: Statement[] = [];
  const statements: Statement[] = [];
  const caches: LoweredCache[] = [];
  for (const cache of language.caches.values()) {
    const fields = needs.cached.get(cache.name);
    if (fields === undefined) continue;
    const kept = keptFields(cache, [...fields.keys()]);
    augmentations.push(...entryTypes(cache, kept));
    const comment = `The fields of ${cache.name} that this bot reads; nothing else is kept in memory.`;
    const symbol = { module: CACHE_MODULE, name: identifierFor(cache.name, new Set()) };
    statements.push(
      ir.exported(symbol.name, ir.call(ir.runtime(cache.runtime), [pick(cache, kept)]), comment),
    );
    caches.push({ name: cache.name, symbol, fields: fieldsOf(kept) });
  }
  if (caches.length === 0) return undefined;
  const types: Statement[] =
    augmentations.length === 0 ? [] : [{ kind: "augment", module: RUNTIME, body: augmentations }];
  return { unit: { path: CACHE_MODULE, statements: [...types, ...statements] }, caches };
}

/** What an entry has: single fields, and objects of which again single fields are kept, or all (`undefined`). */
interface Kept {
  readonly fields: readonly string[];
  readonly objects: ReadonlyMap<string, readonly string[] | undefined>;
}

function fieldsOf({ fields, objects }: Kept): string[] {
  const inner = [...objects].flatMap(
    ([object, names]) => names?.map((name) => `${object}.${name}`) ?? object,
  );
  return [...fields, ...inner].sort();
}

function keptFields(cache: CacheDefinition, read: readonly string[]): Kept {
  const fields: string[] = [];
  const objects = new Map<string, readonly string[] | undefined>();
  const others = read.filter((path) => !cache.keys.includes(path)).sort();
  for (const path of [...cache.keys, ...others]) {
    const [object = "", inside] = path.split(".");
    if (cache.nested?.[object] === undefined) fields.push(object);
    else if (inside === undefined) objects.set(object, undefined);
    else if (!objects.has(object)) objects.set(object, [...new Set(["id", inside])]);
    else objects.set(object, objects.get(object)?.concat(inside === "id" ? [] : inside));
  }
  return { fields, objects };
}

/** What the runtime's interfaces do not have already. */
function entryTypes(cache: CacheDefinition, { fields, objects }: Kept): Statement[] {
  const own = fields.filter((field) => !cache.keys.includes(field));
  const known = cache.keys.map((key) => key.split(".")[0]);
  const members = [...objects.keys()]
    .filter((object) => !known.includes(object))
    .map((object) => ({
      name: object,
      type: irType.runtime(cache.nested![object]!.entryType),
      optional: false,
    }));
  const inner = [...objects].map(([object, names]) => {
    const { entryType, payloadType } = cache.nested![object]!;
    return entryTypeOf(entryType, payloadType, names?.slice(1), []);
  });
  return [entryTypeOf(cache.entryType, cache.payloadType, own, members), ...inner].flat();
}

/** @param fields those kept, beside what the entry is found by; undefined for all */
function entryTypeOf(
  name: string,
  payloadType: string,
  fields: readonly string[] | undefined,
  members: readonly TypeMember[],
): Statement[] {
  const payload = irType.runtime(payloadType);
  if (fields === undefined) return [{ kind: "interface", name, extends: payload, members, exported: false }];
  if (fields.length + members.length === 0) return [];
  const names = irType.union(...fields.map((field) => irType.literal(field)));
  const base = irType.named({ module: "", name: "Pick" }, payload, names);
  return [
    { kind: "interface", name, extends: fields.length === 0 ? undefined : base, members, exported: false },
  ];
}

function pick(cache: CacheDefinition, { fields, objects }: Kept): Expression {
  const item = ir.id(cache.item);
  const copied = (source: Expression, names: readonly string[]) =>
    names.map((name) => ({ key: name, value: ir.member(source, name) }));
  const inner = [...objects].map(([object, names]) => {
    const whole = ir.member(item, object);
    return { key: object, value: names === undefined ? whole : ir.object(copied(whole, names)) };
  });
  return ir.arrow([{ name: cache.item }], ir.object([...copied(item, fields), ...inner]));
}
