import type { Diagnostics } from "../diagnostics/diagnostics.ts";
import { isTemplate } from "../expression/parse/template.ts";
import type { Typed } from "../expression/typed.ts";
import { join, mayBeNothing, present, type Type, types } from "../expression/types.ts";
import type { Language } from "../language/language.ts";
import { isText, type Node, toPlain, valueAt } from "../source/node.ts";
import { checkActions } from "./actions.ts";
import { checkCachedFlow, checkFlowCache } from "./cache/flow-cache.ts";
import type { Callers } from "./callers.ts";
import type { CheckContext, ProgramIndex } from "./context.ts";
import { fromElsewhere } from "./elsewhere.ts";
import { flowContext } from "./flow-roots.ts";
import { parameterVariables } from "./flows.ts";
import { checkHandler, type HandlerNames, type Surroundings } from "./handlers.ts";
import { namespaceVariables } from "./namespaces.ts";
import type { CheckedBody, CheckedFlow, FlowDeclaration, FlowResult } from "./program.ts";
import { rootVariables } from "./scope.ts";
import type { StateTable } from "./state.ts";
import { checkCondition } from "./values/condition.ts";
import { checkExpressionText } from "./values/expressions.ts";
import { checkValue } from "./values/value.ts";

/** The checked flows, and the index through which the rest of the document calls them. */
export interface CheckedFlows {
  readonly program: ProgramIndex;
  /** All flows, those that nobody calls included. */
  checked(): CheckedFlow[];
}

/** Who calls which flow. */
export interface ReachedFlows {
  readonly callers: ReadonlyMap<string, Callers>;
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
  names: Pick<
    ProgramIndex,
    "config" | "declared" | "emissions" | "files" | "isSpread" | "metrics" | "parts" | "secrets" | "theme"
  >,
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
      ...rootVariables(roots, program.isSpread),
      ...parameterVariables(declaration, reach.passed),
    ]);
    const { when, returned, body, returns, cache } = checkFlowParts(
      declaration,
      { description: `the flow ${name}`, variables: variablesInScope, reserved: ["ctx", "args", "ended"] },
      { language, diagnostics, program },
    );
    underWay.delete(name);
    const result = ownResult(resultType(body, returns, recursive.has(name)), when, returned);
    const checked: CheckedFlow = {
      declaration,
      body,
      context,
      extraArguments: reach.passed,
      when,
      returned,
      cache,
      ended: returns,
      // What is kept may be what another process has computed.
      returns: cache === undefined ? result : fromElsewhere(result, program),
    };
    if (cache !== undefined)
      checkCachedFlow(cache, name, checked.returns, body.actions, { language, diagnostics });
    done.set(name, checked);
    return checked;
  }

  return { program, checked: () => [...declarations.keys()].map((name) => flow(name)!) };
}

/** Checks what a flow consists of: its condition, its actions, and what it gives in the end. */
function checkFlowParts({ node }: FlowDeclaration, names: HandlerNames, surroundings: Surroundings) {
  const [condition, actions, result] = ["when", "actions", "returns"].map((key) => valueAt(node, key));
  const own = result !== undefined && !isTypeName(result) ? result : undefined;
  const { value, scope } = checkHandler(names, surroundings, (context) => {
    const cache = checkFlowCache(node, context);
    const when = condition && checkCondition(condition, context);
    // What is set has to be there after the actions too, wherever they end.
    const inside = own === undefined ? context : { ...context, conditional: true };
    const checked = actions === undefined ? [] : checkActions(actions, inside);
    const returned = own && checkReturns(own, context);
    return {
      cache,
      when,
      actions: checked,
      returned: returned?.value.type.kind === "nothing" ? undefined : returned,
    };
  });
  const body = { actions: value.actions, locals: scope.declaredAhead };
  return { ...value, body, returns: scope.returns };
}

/** What an action of the flow came to, as `returns` reads it. */
const RESULTS_TYPE = types.list(
  types.map({ success: types.boolean, data: types.unknown, error: types.unknown }),
);

function checkReturns(node: Node, context: CheckContext): FlowResult {
  const scope = context.scope.nested();
  const readsResults = JSON.stringify(toPlain(node)).includes("results");
  if (readsResults) scope.define("results", RESULTS_TYPE);
  const inside = { ...context, scope };
  const value =
    isText(node) && !isTemplate(node.value) ? checkExpressionText(node, inside) : checkValue(node, inside);
  return { value, results: scope.identifiersOf.get("results") };
}

/** Some documents name a type under `returns`, which says nothing that the compiler does not find itself. */
function isTypeName(node: Node): boolean {
  return isText(node) && /^(string|number|boolean|object|array|list|map|any|void|null)$/.test(node.value);
}

/** What a flow gives beyond what its actions return. */
function ownResult(actions: Type, when: Typed | undefined, returned: FlowResult | undefined): Type {
  const own = returned?.value.type;
  const either = own === undefined ? actions : mayBeNothing(own) ? join(present(own), actions) : own;
  return when === undefined || either.kind === "nothing" ? either : types.optional(either);
}

/** What calling a flow gives: nothing at times, unless its last action always returns. */
function resultType(body: CheckedBody, returns: Type, recursive: boolean): Type {
  if (returns.kind === "nothing") return returns;
  if (recursive) return types.unknown;
  const last = body.actions.at(-1);
  const always = last?.definition.ends === true && last.when === undefined;
  return always ? returns : types.optional(returns);
}
