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
    caches.push({ name: cache.name, symbol });
  }
  if (caches.length === 0) return undefined;
  const types: Statement[] =
    augmentations.length === 0 ? [] : [{ kind: "augment", module: RUNTIME, body: augmentations }];
  return { unit: { path: CACHE_MODULE, statements: [...types, ...statements] }, caches };
}

/** What an entry has: single fields, and objects of which again only single fields are kept. */
interface Kept {
  readonly fields: readonly string[];
  readonly objects: ReadonlyMap<string, readonly string[]>;
}

function keptFields(cache: CacheDefinition, read: readonly string[]): Kept {
  const objects = new Map<string, string[]>();
  const fields = new Set<string>();
  const others = read.filter((path) => !cache.keys.includes(path)).sort();
  for (const path of [...cache.keys, ...others]) {
    const [object = "", ...rest] = path.split(".");
    if (rest.length === 0 || cache.nested?.[object] === undefined) fields.add(object);
    else objects.set(object, [...(objects.get(object) ?? ["id"]), ...rest.filter((field) => field !== "id")]);
  }
  return { fields: [...fields], objects };
}

/** The fields beyond those that the runtime's interfaces have already. */
function entryTypes(cache: CacheDefinition, { fields, objects }: Kept): Statement[] {
  const own = fields.filter((field) => !cache.keys.includes(field));
  const known = cache.keys.map((key) => key.split(".")[0]);
  const members = partsOf(objects, fields)
    .filter(([object]) => !known.includes(object))
    .map(([object]) => ({
      name: object,
      type: irType.runtime(cache.nested![object]!.entryType),
      optional: false,
    }));
  const inner = [...objects].map(([object, names]) => {
    const { entryType, payloadType } = cache.nested![object]!;
    return entryTypeOf(entryType, payloadType, names.slice(1), []);
  });
  return [entryTypeOf(cache.entryType, cache.payloadType, own, members), ...inner].flat();
}

/** The objects of which only parts are kept: what something reads whole is kept whole. */
function partsOf(objects: Kept["objects"], fields: readonly string[]): [string, readonly string[]][] {
  return [...objects].filter(([object]) => !fields.includes(object));
}

function entryTypeOf(
  name: string,
  payloadType: string,
  fields: readonly string[],
  members: readonly TypeMember[],
): Statement[] {
  if (fields.length + members.length === 0) return [];
  const names = irType.union(...fields.map((field) => irType.literal(field)));
  const base = irType.named({ module: "", name: "Pick" }, irType.runtime(payloadType), names);
  return [
    { kind: "interface", name, extends: fields.length === 0 ? undefined : base, members, exported: false },
  ];
}

function pick(cache: CacheDefinition, { fields, objects }: Kept): Expression {
  const item = ir.id(cache.item);
  const copied = (source: Expression, names: readonly string[]) =>
    names.map((name) => ({ key: name, value: ir.member(source, name) }));
  const inner = partsOf(objects, fields).map(([object, names]) => ({
    key: object,
    value: ir.object(copied(ir.member(item, object), names)),
  }));
  return ir.arrow([{ name: cache.item }], ir.object([...copied(item, fields), ...inner]));
}
