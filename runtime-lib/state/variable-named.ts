import { FurlowError } from "../errors/errors.ts";
import { type StateScope, type StateVariable, stateVariable } from "./state-variable.ts";

/** The names that variables can have. */
const NAME = /^[\p{L}_$][\p{L}\p{N}_$-]*$/u;

/**
 * The variable of a name that is known only now: of a scope, where it need not be declared, or else the one that is
 * declared. Throws E4001 for a name that is none, and where nothing says in which scope to look.
 */
export function variableNamed(
  variables: Readonly<Record<string, StateVariable<unknown>>>,
  name: string,
  scope?: StateScope,
): StateVariable<unknown> {
  if (!NAME.test(name)) throw new FurlowError("E4001", `"${name}" cannot be the name of a variable`);
  const known = Object.values(variables).find(
    (variable) => variable.name === name && (scope === undefined || variable.settings.scope === scope),
  );
  if (known !== undefined) return known;
  if (scope !== undefined) return stateVariable(name, { scope });
  throw new FurlowError("E4001", `There is no variable "${name}"; an action with a scope makes one`);
}
