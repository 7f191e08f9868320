import { baseRoots } from "../language/context-roots.ts";
import type { Roots } from "../language/event.ts";
import { word } from "../language/fields/words.ts";
import { PIPE_TYPES, type PipeType } from "../language/pipe-types.ts";
import { isText, type Node, valueAt } from "../source/node.ts";
import type { Span } from "../source/source-file.ts";
import { checkActions } from "./actions.ts";
import type { CheckContext } from "./context.ts";
import { checkFields } from "./fields.ts";
import { checkHandler, type Surroundings } from "./handlers.ts";
import { namespaceVariables } from "./namespaces.ts";
import { rootVariables } from "./scope.ts";
import { wrongKind } from "./values/expressions.ts";

const typeField = word(Object.keys(PIPE_TYPES))("Its kind.", { required: true });

/** The kind of a pipe by its `type`; undefined when it is none that there is. */
export function pipeTypeOf(node: Node): { readonly name: string; readonly type: PipeType } | undefined {
  const name = node.kind === "map" ? valueAt(node, "type") : undefined;
  if (name === undefined || !isText(name) || !Object.hasOwn(PIPE_TYPES, name.value)) return undefined;
  return { name: name.value, type: PIPE_TYPES[name.value]! };
}

/** The handlers of a pipe as they are written. */
export function pipeHandlers(node: Node): readonly Node[] {
  const keys = pipeTypeOf(node)?.type.handlerKeys ?? [];
  if (node.kind !== "map") return [];
  return keys.flatMap((key) => {
    const handlers = valueAt(node, key);
    return handlers?.kind === "list" ? handlers.items : [];
  });
}

/** Checks a pipe: what its type takes, and its handlers with what they can read. */
export function checkPipe(name: string, node: Node, span: Span, surroundings: Surroundings): void {
  const known = pipeTypeOf(node);
  within(`the pipe ${name}`, baseRoots, surroundings, (context) => {
    if (node.kind !== "map") wrongKind(node, "a pipe: a map with `type`", context);
    // Of which kind it is decides what else it has.
    else if (known === undefined) checkType(name, valueAt(node, "type"), span, context);
    else
      checkFields(
        { type: typeField, ...known.type.fields },
        node,
        name,
        span,
        context,
        known.type.handlerKeys,
      );
  });
  if (known === undefined) return;
  for (const handler of pipeHandlers(node)) {
    within(`a handler of the pipe ${name}`, known.type.roots, surroundings, (context) =>
      checkPipeHandler(handler, known.type, context),
    );
  }
}

function checkType(name: string, type: Node | undefined, span: Span, context: CheckContext): void {
  if (type === undefined) context.diagnostics.report("missing-field", span, { field: "type", owner: name });
  else typeField.check(type, context);
}

function checkPipeHandler(node: Node, { handler }: PipeType, context: CheckContext): void {
  if (node.kind !== "map") {
    wrongKind(node, "a handler: a map with `actions`", context);
    return;
  }
  checkFields(handler, node, "handler", node.span, context, ["actions"]);
  const actions = valueAt(node, "actions");
  if (actions !== undefined) checkActions(actions, context);
  else context.diagnostics.report("missing-field", node.span, { field: "actions", owner: "handler" });
}

function within(
  description: string,
  roots: Roots,
  surroundings: Surroundings,
  check: (context: CheckContext) => void,
): void {
  const variables = new Map([...namespaceVariables(surroundings.program), ...rootVariables(roots)]);
  checkHandler({ description, variables, reserved: ["ctx"] }, surroundings, check);
}
