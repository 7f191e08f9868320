import type { Diagnostics } from "../diagnostics/diagnostics.ts";
import { type Type, types } from "../expression/types.ts";
import type { Language } from "../language/language.ts";
import { valueAt } from "../source/node.ts";
import type { FlowCallers } from "./callers.ts";
import type { ProgramIndex } from "./context.ts";
import { flowContext } from "./flow-roots.ts";
import { parameterVariables } from "./flows.ts";
import { checkBody } from "./handlers.ts";
import { namespaceVariables } from "./namespaces.ts";
import type { CheckedBody, CheckedFlow, FlowDeclaration } from "./program.ts";
import { rootVariables } from "./scope.ts";
import type { StateTable } from "./state.ts";

/** The checked flows, and the index through which the rest of the document calls them. */
export interface CheckedFlows {
  readonly program: ProgramIndex;
  /** All flows, those that nobody calls included. */
  checked(): CheckedFlow[];
}

/** Who calls which flow. */
export interface ReachedFlows {
  readonly callers: ReadonlyMap<string, FlowCallers>;
  /** A document of flows alone is there for others to import: nobody needs to call them. */
  readonly isLibrary: boolean;
}

/** Flows that wait for each other's result type at one time. */
const MAXIMUM_DEPTH = 100;

/** Checks each flow when its result type is first asked for; one that calls itself gives `unknown` meanwhile. */
export function checkFlows(
  declarations: ReadonlyMap<string, FlowDeclaration>,
  reached: ReachedFlows,
  language: Language,
  diagnostics: Diagnostics,
  variables: StateTable,
  names: Pick<ProgramIndex, "config" | "declared" | "secrets">,
): CheckedFlows {
  const done = new Map<string, CheckedFlow>();
  const underWay = new Set<string>();
  const program: ProgramIndex = { flows: declarations, variables, ...names, flowResult };

  function flowResult(name: string): Type {
    // Deeper than this a result is taken as it comes when the bot runs.
    if (underWay.size > MAXIMUM_DEPTH) return types.unknown;
    if (underWay.has(name)) {
      recursive.add(name);
      return types.unknown;
    }
    return flow(name)?.returns ?? types.unknown;
  }

  const recursive = new Set<string>();
  function flow(name: string): CheckedFlow | undefined {
    const declaration = declarations.get(name);
    const known = done.get(name);
    if (known !== undefined || declaration === undefined) return known;
    underWay.add(name);
    const reach = reached.callers.get(name)!;
    if (reach.uncalled && !reached.isLibrary) diagnostics.report("unused-flow", declaration.span, { name });
    const { roots, ...context } = flowContext(reach.contexts, language);
    const variablesInScope = new Map([
      ...namespaceVariables(program),
      ...rootVariables(roots),
      ...parameterVariables(declaration, reach.extraArguments),
    ]);
    const { body, returns } = checkBody(
      valueAt(declaration.node, "actions"),
      { description: `the flow ${name}`, variables: variablesInScope, reserved: ["ctx", "args"] },
      { language, diagnostics, program },
    );
    underWay.delete(name);
    const checked: CheckedFlow = {
      declaration,
      body,
      context,
      extraArguments: reach.extraArguments,
      returns: resultType(body, returns, recursive.has(name)),
    };
    done.set(name, checked);
    return checked;
  }

  return { program, checked: () => [...declarations.keys()].map((name) => flow(name)!) };
}

/** What calling a flow gives: nothing at times, unless its last action always returns. */
function resultType(body: CheckedBody, returns: Type, recursive: boolean): Type {
  if (returns.kind === "nothing") return returns;
  if (recursive) return types.unknown;
  const last = body.actions.at(-1);
  const always = last?.definition.ends === true && last.when === undefined;
  return always ? returns : types.optional(returns);
}
