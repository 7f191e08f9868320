import type { CheckedCache } from "../2-check/cache/settings.ts";
import type { BotPart } from "../language/handler-kind.ts";
import { lowerStartValue } from "./bot.ts";
import { present } from "./context.ts";
import { lowerConstant } from "./expressions.ts";
import { type Expression, ir, type Property } from "./ir.ts";
import type { Needs } from "./needs.ts";
import { startValue } from "./settings.ts";

/** What keeps results: `cache: redisCache({ ... })` of `startBot`. */
export function responseCachePart(cache: CheckedCache, needs: Needs): BotPart {
  for (const { name, key, span } of cache.variables) needs.variable(name, false, `\`${key}\``, span);
  return { key: "cache", value: opener(cache) };
}

function opener(cache: CheckedCache): Expression {
  const { enabled } = cache;
  if (enabled === false) return memory(cache, [{ key: "reads", value: ir.literal(false) }]);
  const chosen = ofBackend(cache);
  return enabled === true ? chosen : ir.call(ir.runtime("cacheWhen"), [startExpression(enabled), chosen]);
}

function ofBackend(cache: CheckedCache): Expression {
  const { backend } = cache;
  if (backend === "memory") return memory(cache);
  if (backend === "redis") return redis(cache);
  const backends = ir.object([
    { key: "memory", value: memory(cache) },
    { key: "redis", value: redis(cache) },
  ]);
  return ir.call(ir.runtime("cacheNamed"), [startExpression(backend), backends]);
}

function memory(cache: CheckedCache, own: readonly Property[] = []): Expression {
  const { maxEntries } = cache;
  const limit = present({ maxEntries: maxEntries === undefined ? undefined : startExpression(maxEntries) });
  return open("memoryCache", [...own, ...limit, ...common(cache)]);
}

function redis(cache: CheckedCache): Expression {
  const { url } = cache;
  const server = present({ url: url === undefined ? undefined : startExpression(url) });
  return open("redisCache", [...server, ...common(cache)]);
}

function common({ defaultTtl, rules }: CheckedCache): Property[] {
  return present({
    defaultTtl: defaultTtl === undefined ? undefined : lifetime(defaultTtl),
    rules: rules.length === 0 ? undefined : ir.array(rules.map(rule)),
  });
}

function rule({ pattern, ttl }: CheckedCache["rules"][number]): Expression {
  return ir.object([
    { key: "pattern", value: lowerConstant(pattern) },
    { key: "ttl", value: ir.milliseconds(ttl) },
  ]);
}

function lifetime(value: NonNullable<CheckedCache["defaultTtl"]>): Expression {
  return typeof value === "number" ? ir.milliseconds(value) : startExpression(value);
}

function open(name: string, settings: readonly Property[]): Expression {
  return ir.call(ir.runtime(name), settings.length === 0 ? [] : [ir.object(settings)]);
}

/** A value of the configuration as code. */
function startExpression(value: unknown): Expression {
  return lowerStartValue(startValue(value));
}
