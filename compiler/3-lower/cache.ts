import type { Language } from "../language/language.ts";
import { ir, irType, type ModuleSymbol, RUNTIME, type SourceUnit, type Statement } from "./ir.ts";
import type { Needs } from "./needs.ts";

const CACHE_MODULE = "cache.ts";

/** The caches of a bot, each holding exactly the fields it reads: `cache.ts`. Undefined when it reads none. */
export function cacheUnit(
  needs: Needs,
  language: Language,
): { unit: SourceUnit; symbols: readonly ModuleSymbol[] } | undefined {
  const statements: Statement[] = [];
  const symbols: ModuleSymbol[] = [];
  for (const [name, fields] of needs.cached) {
    const entity = language.entities.get(name)!;
    const { name: cacheName } = entity.cache!;
    const kept = ["id", ...[...fields.keys()].filter((field) => field !== "id").sort()];
    const payload = irType.runtime(`Gateway${entity.runtimeType}`);
    const others = kept.slice(1).map((field) => irType.literal(field));
    if (others.length > 0) {
      const base = irType.named({ module: "", name: "Pick" }, payload, irType.union(...others));
      const body: Statement = {
        kind: "interface",
        name: entity.runtimeType,
        extends: base,
        members: [],
        exported: false,
      };
      statements.push({ kind: "augment", module: RUNTIME, body: [body] });
    }
    const source = ir.id(name);
    const pick = ir.arrow(
      [{ name }],
      ir.object(kept.map((field) => ({ key: field, value: ir.member(source, field) }))),
    );
    const comment = `The fields of ${cacheName} that this bot reads; nothing else is kept in memory.`;
    statements.push(ir.exported(cacheName, ir.call(ir.runtime(`${name}Cache`), [pick]), comment));
    symbols.push({ module: CACHE_MODULE, name: cacheName });
  }
  return symbols.length === 0 ? undefined : { unit: { path: CACHE_MODULE, statements }, symbols };
}
