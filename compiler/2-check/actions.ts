import { didYouMean } from "../diagnostics/suggest.ts";
import type { Typed } from "../expression/typed.ts";
import { type Type, types } from "../expression/types.ts";
import { type ActionDefinition, type ActionListDefinition, isImplemented } from "../language/action.ts";
import { groupNamed } from "../language/group.ts";
import { planned } from "../language/planned.ts";
import {
  type Entry,
  isNull,
  isText,
  keyText,
  type MapNode,
  type Node,
  synthetic,
  valueAt,
} from "../source/node.ts";
import type { Span } from "../source/source-file.ts";
import type { CheckContext } from "./context.ts";
import { checkFields } from "./fields.ts";
import { VARIABLE_NAME } from "./identifiers.ts";
import type { CheckedAction, CheckedBody, LocalVariable } from "./program.ts";
import { LAST_RESULT } from "./scope.ts";
import { checkCondition } from "./values/condition.ts";
import { wrongKind } from "./values/expressions.ts";
import { checkErrorFlowName } from "./values/names.ts";

/** Most actions one list may hold (limits.md §2). */
const MAXIMUM_ACTIONS = 1000;

/** Keys that stand beside the name of a shorthand action. */
const COMMON_KEYS = ["when", "error_handler"];

/** Keys that an action may have beside its own fields. */
const ACTION_KEYS = [...COMMON_KEYS, "as", "action"];

/** What tells a list of actions from others. */
type ListKind = Pick<ActionListDefinition, "maximum" | "sideBySide">;

/** Checks an action list; a single action stands for a list of one. */
export function checkActions(
  node: Node,
  context: CheckContext,
  { maximum = MAXIMUM_ACTIONS, sideBySide = false }: ListKind = {},
): CheckedAction[] {
  if (isNull(node)) return [];
  const items = node.kind === "list" ? node.items : [node];
  if (items.length > maximum) {
    context.diagnostics.report("too-many-actions", items[maximum]!.span, { limit: maximum });
  }
  const actions: CheckedAction[] = [];
  let reported = false;
  let answered: string | undefined;
  for (const item of items) {
    const last = actions.at(-1);
    if (last !== undefined && alwaysEnds(last) && !sideBySide && !reported) {
      context.diagnostics.report("unreachable-action", item.span, { after: last.definition.name });
      reported = true;
    }
    const action = checkAction(item, context);
    if (action === undefined) continue;
    const { definition, when, nameSpan } = action;
    if (definition.firstAnswer && answered !== undefined) {
      const parameters = { action: definition.name, before: answered };
      context.diagnostics.report("not-first-answer", nameSpan, parameters);
    }
    if (definition.answers && when === undefined) answered ??= definition.name;
    if (!reported) actions.push(action);
  }
  return actions;
}

/** Whether nothing behind an action in its list can run. */
function alwaysEnds(action: CheckedAction): boolean {
  const { ends } = action.definition;
  if (ends === undefined || action.when !== undefined || action.errorHandler !== undefined) return false;
  return ends === true || ends(action, listEnds);
}

function listEnds(list: CheckedBody | undefined): boolean {
  const last = list?.actions.at(-1);
  return last !== undefined && alwaysEnds(last);
}

/** An action as written, brought to one form: its name, and its parameters as a map. */
interface WrittenAction {
  readonly name: string;
  readonly nameSpan: Span;
  readonly span: Span;
  /** The value beside the name; a scalar or list fills the action's main field. */
  readonly body: Node | undefined;
  readonly beside: readonly Entry[];
}

function checkAction(node: Node, context: CheckContext): CheckedAction | undefined {
  const written = readAction(node, context);
  if (written === undefined) return undefined;
  const definition = context.language.actions.get(written.name) ?? groupNamed(written.name);
  if (definition === undefined) return unknownAction(written, context);
  const parameters = parametersOf(written, definition, context);
  if (parameters === undefined) return undefined;
  const handlerName = valueAt(parameters, "error_handler");
  const errorHandler = handlerName && checkErrorFlowName(handlerName, context);
  const mayNotRun = errorHandler !== undefined || valueAt(parameters, "when") !== undefined;
  const inner = { ...context, conditional: context.conditional || mayNotRun };
  const when = commonKey(parameters, "when", (value) => checkCondition(value, context));
  const allowed = [...ACTION_KEYS, ...listKeys(definition)];
  const fields = checkFields(
    definition.fields,
    parameters,
    definition.name,
    written.nameSpan,
    inner,
    allowed,
  );
  if (!isImplemented(definition)) reportPlanned(written, context);
  if (fields === undefined) return assumeResult(parameters, context);
  const lists = checkLists(definition, fields, parameters, written.nameSpan, inner);
  const unresolved = { fields, span: written.span, nameSpan: written.nameSpan };
  checkGuild(definition, unresolved, inner);
  definition.check?.(unresolved, inner);
  const resolved = definition.resolve?.(unresolved, inner);
  if (definition.resolve !== undefined && resolved === undefined) return undefined;
  const as = storeResult(definition, { fields, resolved }, parameters, inner);
  if (!isImplemented(definition)) return undefined;
  const last = storeLast(definition, { fields, resolved }, as, inner);
  return {
    ...unresolved,
    definition,
    lists,
    when,
    resolved,
    as: as ?? last,
    last: as === undefined ? undefined : last,
    errorHandler,
  };
}

/** Where something reads `result`, each action that has one leaves it there. */
function storeLast(
  definition: ActionDefinition,
  action: Pick<CheckedAction, "fields" | "resolved">,
  as: LocalVariable | undefined,
  context: CheckContext,
): LocalVariable | undefined {
  if (definition.result === undefined || !context.scope.readsLastResult || as?.name === LAST_RESULT)
    return undefined;
  const type = resultType(definition, action, context);
  return context.scope.assign(LAST_RESULT, type, true, context.repeated);
}

/** An action on a guild's things needs to know which guild. */
function checkGuild(
  { guildOnly, name }: ActionDefinition,
  { fields, nameSpan }: Pick<CheckedAction, "fields" | "nameSpan">,
  context: CheckContext,
): void {
  if (guildOnly !== true || fields["guild"] !== undefined) return;
  if (context.scope.lookup("guildId") !== undefined) return;
  context.diagnostics.report("no-guild", nameSpan, { action: name, where: context.scope.description });
}

function reportPlanned({ name, nameSpan }: WrittenAction, context: CheckContext): void {
  context.diagnostics.report("not-supported", nameSpan, { what: `the action \`${name}\`` });
}

function listKeys(definition: ActionDefinition): string[] {
  return Object.entries(definition.lists ?? {}).flatMap(([name, list]) => [name, ...(list.aliases ?? [])]);
}

function checkLists(
  definition: ActionDefinition,
  fields: CheckedAction["fields"],
  parameters: MapNode,
  nameSpan: Span,
  context: CheckContext,
): CheckedAction["lists"] {
  const lists: Record<string, CheckedBody> = {};
  for (const [name, list] of Object.entries(definition.lists ?? {})) {
    const names = [name, ...(list.aliases ?? [])];
    const entry = parameters.entries.find((candidate) => names.includes(keyText(candidate)));
    if (entry === undefined) {
      if (list.required)
        context.diagnostics.report("missing-field", nameSpan, { field: name, owner: definition.name });
      continue;
    }
    lists[name] = checkList(entry.value, context, list.context?.(fields, context), list);
  }
  return lists;
}

/** Checks a list inside an action; one in a scope of its own declares that scope's variables. */
export function checkList(
  node: Node,
  outer: CheckContext,
  inner: CheckContext = outer,
  kind: ListKind = {},
): CheckedBody {
  const actions = checkActions(node, inner, kind);
  const { scope } = inner;
  if (scope === outer.scope) return { actions, locals: [] };
  return { actions, locals: scope.declaredAhead, identifiers: scope.identifiersOf };
}

function commonKey(
  parameters: MapNode,
  key: string,
  check: (value: Node) => Typed | undefined,
): Typed | undefined {
  const entry = parameters.entries.find((candidate) => keyText(candidate) === key);
  return entry && check(entry.value);
}

function readAction(node: Node, context: CheckContext): WrittenAction | undefined {
  if (isText(node)) {
    return { name: node.value, nameSpan: node.span, span: node.span, body: undefined, beside: [] };
  }
  if (node.kind !== "map" || node.entries.length === 0) {
    return wrongKind(node, "an action such as `- reply: Hello`", context);
  }
  const explicit = node.entries.find((entry) => keyText(entry) === "action");
  if (explicit !== undefined) {
    if (!isText(explicit.value)) return wrongKind(explicit.value, "the name of an action", context);
    const beside = node.entries.filter((entry) => entry !== explicit);
    return {
      name: explicit.value.value,
      nameSpan: explicit.value.span,
      span: node.span,
      body: undefined,
      beside,
    };
  }
  const named = node.entries.find((entry) => !COMMON_KEYS.includes(keyText(entry)));
  if (named === undefined) return wrongKind(node, "an action beside `when`", context);
  const beside = node.entries.filter((entry) => entry !== named);
  return { name: keyText(named), nameSpan: named.key.span, span: node.span, body: named.value, beside };
}

/** The parameters as one map: those in the body, those beside the name, and the main field. */
function parametersOf(
  written: WrittenAction,
  definition: ActionDefinition,
  context: CheckContext,
): MapNode | undefined {
  const { body, beside } = written;
  for (const entry of beside) {
    if (body !== undefined && !COMMON_KEYS.includes(keyText(entry))) {
      context.diagnostics.report("parameter-beside-action", entry.key.span, {
        parameter: keyText(entry),
        action: written.name,
      });
    }
  }
  const inside = bodyEntries(written, definition, context);
  if (inside === undefined) return undefined;
  const own = inside.filter((entry) => !beside.some((other) => keyText(other) === keyText(entry)));
  return { kind: "map", entries: [...own, ...beside], span: written.span };
}

function bodyEntries(
  written: WrittenAction,
  definition: ActionDefinition,
  context: CheckContext,
): readonly Entry[] | undefined {
  const { body } = written;
  if (body === undefined || isNull(body)) return [];
  if (body.kind === "scalar" && body.value === true && !takesAnyValue(definition)) return [];
  if (body.kind === "map") {
    const nested = body.entries.find(
      (entry) => keyText(entry) === "action" && definition.fields["action"] === undefined,
    );
    if (nested === undefined) return body.entries;
    context.diagnostics.report("nested-action-name", nested.key.span, { action: definition.name });
    return undefined;
  }
  if (definition.mainList !== undefined && body.kind === "list") {
    return [{ key: synthetic.scalar(definition.mainList, body.span), value: body }];
  }
  if (definition.mainField === undefined) {
    return wrongKind(body, `the parameters of \`${definition.name}\` as a map`, context);
  }
  return [{ key: synthetic.scalar(definition.mainField, body.span), value: body }];
}

/** Whether a bare value is one of any kind: `return: true` gives true, where `defer: true` only asks for the action. */
function takesAnyValue({ mainField, fields }: ActionDefinition): boolean {
  return mainField !== undefined && fields[mainField]!.acceptsNull;
}

function storeResult(
  definition: ActionDefinition,
  action: Pick<CheckedAction, "fields" | "resolved">,
  parameters: MapNode,
  context: CheckContext,
): LocalVariable | undefined {
  const entry = parameters.entries.find((candidate) => keyText(candidate) === "as");
  if (entry === undefined || definition.fields["as"] !== undefined) return undefined;
  if (definition.result === undefined) {
    context.diagnostics.report("no-result", entry.key.span, { action: definition.name });
    return undefined;
  }
  if (!isText(entry.value)) return wrongKind(entry.value, "the name of a variable", context);
  if (!VARIABLE_NAME.test(entry.value.value)) {
    context.diagnostics.report("invalid-variable-name", entry.value.span, { name: entry.value.value });
    return undefined;
  }
  const type = resultType(definition, action, context);
  return context.scope.assign(entry.value.value, type, context.conditional, context.repeated);
}

/** What changes a variable of the handler gives that variable, which may hold other things elsewhere. */
function resultType(
  { result = types.nothing }: ActionDefinition,
  { resolved, fields }: Pick<CheckedAction, "fields" | "resolved">,
  context: CheckContext,
): Type {
  const target = resolved as { readonly kind?: string; readonly variable?: LocalVariable } | undefined;
  if (target?.kind === "local" && target.variable !== undefined) return target.variable.type;
  return typeof result === "function" ? result(fields, context) : result;
}

/** What reads the result of an action that is at fault itself is not at fault. */
function assumeResult({ entries }: Pick<MapNode, "entries">, context: CheckContext): undefined {
  for (const entry of entries) {
    const isName = keyText(entry) === "as" && isText(entry.value) && VARIABLE_NAME.test(entry.value.value);
    if (isName) context.scope.assign(String(entry.value.value), types.unknown, true);
  }
}

function unknownAction(written: WrittenAction, context: CheckContext): undefined {
  if (planned.actions.includes(written.name)) {
    reportPlanned(written, context);
    const { body, beside } = written;
    return assumeResult({ entries: [...(body?.kind === "map" ? body.entries : []), ...beside] }, context);
  }
  const names = [...context.language.actions.keys(), ...planned.actions];
  const suggestion = didYouMean(written.name, names);
  context.diagnostics.report("unknown-action", written.nameSpan, { name: written.name, suggestion });
}
