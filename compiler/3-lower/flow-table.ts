import type { CheckedFlow, FlowParameter } from "../2-check/program.ts";
import { present } from "./context.ts";
import { lowerConstant } from "./expressions.ts";
import { type Expression, ir, irType, type ModuleSymbol, type SourceUnit } from "./ir.ts";

/** The generated table of all flows. */
export const FLOW_TABLE: ModuleSymbol = { module: "flows.ts", name: "flows" };

/** All flows by their names, for calls whose flow is known only when they run: `flows.ts`. */
export function flowTableUnit(
  flows: readonly CheckedFlow[],
  symbols: ReadonlyMap<string, ModuleSymbol>,
): SourceUnit {
  const properties = flows.map(({ declaration: { name, parameters } }) => ({
    key: name,
    value: ir.object([
      // A function, because flows and this table import each other.
      { key: "flow", value: ir.arrow([], ir.ref(symbols.get(name)!)) },
      { key: "parameters", value: ir.object(parameters.map(lowerParameter)) },
    ]),
  }));
  const table = ir.exported(FLOW_TABLE.name, ir.object(properties), "Every flow by its name.");
  return {
    path: FLOW_TABLE.module,
    statements: [{ ...table, type: irType.runtime("FlowTable") } as typeof table],
  };
}

function lowerParameter(parameter: FlowParameter): { readonly key: string; readonly value: Expression } {
  const { name, declaredType, required, default: initial } = parameter;
  const value = initial?.kind === "literal" || initial?.kind === "constant" ? initial.value : undefined;
  const properties = present({
    type: declaredType === undefined || declaredType === "any" ? undefined : ir.literal(declaredType),
    required: required ? ir.literal(true) : undefined,
    default: initial === undefined ? undefined : lowerConstant(value),
  });
  return { key: name, value: ir.object(properties) };
}
