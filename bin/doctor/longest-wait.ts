import type { CheckedAction, CheckedProgram } from "../../compiler/2-check/program.ts";
import { place } from "../../compiler/3-lower/units.ts";

export interface LongestWait {
  readonly milliseconds: number;
  /** `furlow.yaml:12` */
  readonly place: string;
}

/** The action that is certain to wait for the longest; undefined where none waits. */
export function longestWait({ handlers, flows }: CheckedProgram): LongestWait | undefined {
  let longest: LongestWait | undefined;
  for (const action of actionsIn([handlers, flows])) {
    const milliseconds = action.definition.waits?.(action.fields) ?? 0;
    if (milliseconds > (longest?.milliseconds ?? 0)) longest = { milliseconds, place: place(action.span) };
  }
  return longest;
}

/** Every action in checked handlers, whatever their kind and however they are nested. */
function actionsIn(root: unknown): CheckedAction[] {
  const seen = new Set<object>();
  const found: CheckedAction[] = [];
  const waiting = [root];
  for (let next = waiting.pop(); waiting.length > 0 || next !== undefined; next = waiting.pop()) {
    if (typeof next !== "object" || next === null || seen.has(next)) continue;
    seen.add(next);
    if (isAction(next)) {
      found.push(next);
      waiting.push(...Object.values(next.lists));
    } else if (next instanceof Map) waiting.push(...next.values());
    else
      waiting.push(...Object.entries(next).flatMap(([key, value]) => (SKIPPED.includes(key) ? [] : [value])));
  }
  return found;
}

/** Where no action is, and much else. */
const SKIPPED = ["kind", "span", "node", "definition", "language", "program"];

function isAction(value: object): value is CheckedAction {
  return "definition" in value && "fields" in value && "lists" in value && "nameSpan" in value;
}
