import type { CheckedFlow, StateVariable } from "../2-check/program.ts";
import type { Diagnostics } from "../diagnostics/diagnostics.ts";
import { baseContext } from "../language/contexts.ts";
import { type ContextUse, contextUse } from "./context-use.ts";
import { FLOW_TABLE } from "./flow-table.ts";
import type { SourceUnit } from "./ir.ts";

/** A flow and what it became. */
export interface LoweredFlow {
  readonly flow: CheckedFlow;
  readonly unit: SourceUnit;
}

/** What every context has, whoever it is about: also what the runtime itself reads. */
const OF_ALL: ReadonlySet<string> = new Set([
  ...Object.entries(baseContext.roots).map(([name, { property = name }]) => property),
  "quota",
  "bot",
]);

/**
 * Reports kept flows whose result depends on more than the key that their name and arguments make: what one guild or
 * user gets would be given to others.
 */
export function checkSharedResults(
  flows: readonly LoweredFlow[],
  variables: readonly StateVariable[],
  diagnostics: Diagnostics,
): void {
  const shared = new Set(
    variables.filter(({ scope }) => scope === "global").map(({ identifier }) => identifier),
  );
  const uses = new Map(flows.map(({ unit }) => [unit.path, contextUse(unit.statements)]));
  for (const { flow, unit } of flows) {
    const { cache, declaration } = flow;
    if (cache === undefined || cache.key !== undefined) continue;
    const what = dependsOn(unit.path, uses, shared, new Set());
    if (what === undefined) continue;
    diagnostics.report("cached-flow-needs-key", cache.span, { name: declaration.name, what });
  }
}

/** The first thing that a flow, or one that it calls, takes from who calls it. */
function dependsOn(
  path: string,
  uses: ReadonlyMap<string, ContextUse>,
  shared: ReadonlySet<string>,
  seen: Set<string>,
): string | undefined {
  if (path === FLOW_TABLE.module) return "a flow whose name is computed";
  const use = uses.get(path);
  if (use === undefined || seen.has(path)) return undefined;
  seen.add(path);
  const property = [...use.properties].find((name) => !OF_ALL.has(name));
  if (property !== undefined) return `\`${property}\``;
  const variable = [...use.variables].find((identifier) => !shared.has(identifier));
  if (variable !== undefined)
    return variable === "*" ? "a variable whose name is computed" : `the variable \`${variable}\``;
  return [...use.flows]
    .map((other) => dependsOn(other, uses, shared, seen))
    .find((found) => found !== undefined);
}
