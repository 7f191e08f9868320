import type { Typed } from "../../expression/typed.ts";
import { typedLiteral } from "../../expression/typed.ts";
import type { Type } from "../../expression/types.ts";
import type { ActionCategory } from "../../language/action.ts";
import { parseDuration } from "../../source/duration.ts";
import { describeKind, entryOf, isText, type MapNode, valueAt } from "../../source/node.ts";
import type { Span } from "../../source/source-file.ts";
import type { CheckContext } from "../context.ts";
import { notJson } from "../json.ts";
import { checkKeys } from "../keys.ts";
import type { CheckedAction } from "../program.ts";
import { checkTemplate, wrongKind } from "../values/expressions.ts";

/** How the result of a flow is kept. */
export interface CheckedFlowCache {
  /** Milliseconds; undefined where the rules say it. */
  readonly ttl: number | undefined;
  /** Undefined where the flow's name and arguments make the key. */
  readonly key: Typed | undefined;
  /** Of the word `cache`. */
  readonly span: Span;
}

const CACHE_KEYS = { supported: ["ttl", "key"], planned: [] };

/** The `cache` of a flow; its key can read what the flow can. */
export function checkFlowCache(flow: MapNode, context: CheckContext): CheckedFlowCache | undefined {
  const entry = entryOf(flow, "cache");
  if (entry === undefined) return undefined;
  const { value: node, key: word } = entry;
  if (node.kind !== "map") return wrongKind(node, "a map with `ttl` and `key`", context);
  checkKeys(node, CACHE_KEYS, "cache", context.diagnostics);
  return { ttl: ttlOf(node, context), key: keyOf(node, context), span: word.span };
}

function ttlOf(cache: MapNode, { diagnostics }: CheckContext): number | undefined {
  const node = valueAt(cache, "ttl");
  if (node === undefined) return undefined;
  const value = node.kind === "scalar" ? node.value : undefined;
  const ttl = typeof value === "string" || typeof value === "number" ? parseDuration(value) : undefined;
  const text = typeof value === "string" || typeof value === "number" ? String(value) : describeKind(node);
  if (ttl === undefined) diagnostics.report("invalid-duration", node.span, { text });
  return ttl;
}

function keyOf(cache: MapNode, context: CheckContext): Typed | undefined {
  const node = valueAt(cache, "key");
  if (node === undefined) return undefined;
  if (isText(node)) return checkTemplate(node, context);
  if (node.kind === "scalar" && node.value !== null) return typedLiteral(String(node.value), node.span);
  return wrongKind(node, "text", context);
}

/** Actions of these change something: when a result is there already, nobody sees them. */
const EFFECTS: ReadonlySet<ActionCategory> = new Set(["message", "member", "channel", "voice", "component"]);

/** Reports what a kept result makes of a flow: there is none, it is no JSON, or actions do not run. */
export function checkCachedFlow(
  { span }: CheckedFlowCache,
  name: string,
  returns: Type,
  actions: readonly CheckedAction[],
  { language, diagnostics }: Pick<CheckContext, "language" | "diagnostics">,
): void {
  if (returns.kind === "nothing") diagnostics.report("cached-flow-gives-nothing", span, { name });
  const unfit = notJson(returns, language);
  if (unfit !== undefined) diagnostics.report("cached-flow-no-json", span, { name, what: unfit });
  for (const action of flatten(actions)) {
    if (!EFFECTS.has(action.definition.category)) continue;
    const { name: skipped } = action.definition;
    diagnostics.report("cached-flow-skips", action.nameSpan, { name, action: skipped });
  }
}

function flatten(actions: readonly CheckedAction[]): CheckedAction[] {
  return actions.flatMap((action) => [
    action,
    ...Object.values(action.lists).flatMap((list) => flatten(list.actions)),
  ]);
}
