import { environmentIn } from "../1-load/config/environment-reference.ts";
import type { ConfigKeyDefinition } from "../language/config-key.ts";
import { keyText, type Node, toPlain } from "../source/node.ts";
import { lowerStartValue } from "./bot.ts";
import { lowerConstant } from "./expressions.ts";
import { type Expression, ir, type Property } from "./ir.ts";
import { startValue } from "./settings.ts";

/** A key of the configuration, as it is written. */
export interface Setting {
  readonly definition: ConfigKeyDefinition;
  readonly value: unknown;
  readonly node: Node | undefined;
}

/** `state.storage.pool.idle_timeout` in the group `state.storage.` → `pool.idleTimeout`. */
export function settingName(path: string, group: string): string {
  return camelCase(path.slice(group.length));
}

function camelCase(name: string): string {
  return name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

/** The code that gives a setting when the bot starts. */
export function settingValue({ definition, value, node }: Setting): Expression {
  const { kind } = definition.type;
  if (node !== undefined && (node.kind === "list" || node.kind === "map")) return nodeValue(node, camelCase);
  if (kind === "duration" && typeof value === "number") return ir.milliseconds(value);
  return lowerStartValue(startValue(value));
}

/**
 * The code that gives, when the bot starts, what is written: also lists and maps with texts that name environment
 * variables.
 */
export function nodeValue(node: Node, keyOf: (name: string) => string = (name) => name): Expression {
  if (node.kind === "list") return ir.array(node.items.map((item) => nodeValue(item, keyOf)));
  if (node.kind === "map") {
    return ir.object(
      node.entries.map((entry) => ({ key: keyOf(keyText(entry)), value: nodeValue(entry.value, keyOf) })),
    );
  }
  const reference = environmentIn(node);
  return reference === undefined ? lowerConstant(toPlain(node)) : lowerStartValue(startValue(reference));
}

/** `[["pool.min", 2]]` as `pool: { min: 2 }`. */
export function nest(settings: readonly (readonly [path: string, value: Expression])[]): Property[] {
  const groups = new Map<string, [string, Expression][]>();
  for (const [path, value] of settings) {
    const [first, ...rest] = path.split(".");
    groups.set(first!, [...(groups.get(first!) ?? []), [rest.join("."), value]]);
  }
  return [...groups].map(([key, inner]) => {
    const [only] = inner;
    return only![0] === "" ? { key, value: only![1] } : { key, value: ir.object(nest(inner)) };
  });
}
