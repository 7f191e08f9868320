import { Diagnostics } from "../diagnostics/diagnostics.ts";
import type { Variable } from "../expression/scope.ts";
import type { Type } from "../expression/types.ts";
import type { Node } from "../source/node.ts";
import { checkActions } from "./actions.ts";
import type { CheckContext } from "./context.ts";
import { readState, SCOPE_IDS } from "./namespaces.ts";
import type { CheckedBody } from "./program.ts";
import { type Findings, Scope } from "./scope.ts";

/** What surrounds a handler: everything of a check context but the names in it. */
export type Surroundings = Omit<CheckContext, "scope" | "present" | "conditional">;

export interface HandlerNames {
  /** What the handler is, for messages: `the event ready`. */
  readonly description: string;
  readonly variables: ReadonlyMap<string, Variable>;
  readonly reserved: readonly string[];
}

/** Attempts after which the types of a handler's variables are taken as they are. */
const MAXIMUM_ATTEMPTS = 4;

/**
 * Checks what belongs to one handler. A variable assigned twice, or only in a branch, changes how reads
 * before it must be compiled; then the handler is checked again with what is known by now.
 */
export function checkHandler<T>(
  names: HandlerNames,
  surroundings: Surroundings,
  check: (context: CheckContext) => T,
): { readonly value: T; readonly scope: Scope } {
  let before: Findings | undefined;
  for (let attempt = 1; ; attempt++) {
    const diagnostics = new Diagnostics();
    const { description, variables, reserved } = names;
    const scope = Scope.ofHandler(
      description,
      variables,
      reserved,
      before,
      declaredState(names, surroundings),
    );
    const value = check({ ...surroundings, diagnostics, scope, present: new Set(), conditional: false });
    if (scope.stable || attempt === MAXIMUM_ATTEMPTS) {
      surroundings.diagnostics.absorb(diagnostics);
      return { value, scope };
    }
    before = scope.findings;
  }
}

/** Variables of the state by their bare names, as far as the handler has whose they are. */
function declaredState({ variables }: HandlerNames, { program }: Surroundings) {
  return (name: string): Variable | undefined => {
    const variable = program.variables.declared(name);
    const isReadable = variable && SCOPE_IDS[variable.scope].every((id) => variables.has(id));
    return isReadable ? readState(variable).variable : undefined;
  };
}

/** Checks a handler that is just a list of actions. */
export function checkBody(
  actions: Node | undefined,
  names: HandlerNames,
  surroundings: Surroundings,
): { readonly body: CheckedBody; readonly returns: Type } {
  const { value, scope } = checkHandler(names, surroundings, (context) =>
    actions === undefined ? [] : checkActions(actions, context),
  );
  return { body: { actions: value, locals: scope.declaredAhead }, returns: scope.returns };
}
