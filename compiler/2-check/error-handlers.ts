import { environmentIn } from "../1-load/config/environment-reference.ts";
import { didYouMean } from "../diagnostics/suggest.ts";
import { types } from "../expression/types.ts";
import { anyContext } from "../language/contexts.ts";
import { NOTICES, type NoticeType, noticeFields, noticeKind, OWN_KEYS } from "../language/error-fields.ts";
import { ERROR_NAMES, isErrorName, whyNever } from "../language/error-names.ts";
import { FAILURE_TYPE } from "../language/error-type.ts";
import type { Roots } from "../language/event.ts";
import type { Checked } from "../language/field.ts";
import { flag } from "../language/fields/settings.ts";
import type { ContextDefinition, Entrance } from "../language/handler-kind.ts";
import { entryOf, isText, itemsAt, type MapNode, type ScalarNode, valueAt } from "../source/node.ts";
import type { Span } from "../source/source-file.ts";
import { checkActions } from "./actions.ts";
import type { CheckContext } from "./context.ts";
import { checkFields } from "./fields.ts";
import { flowContext } from "./flow-roots.ts";
import { checkHandler, type Surroundings } from "./handlers.ts";
import { checkKeys } from "./keys.ts";
import { namespaceVariables } from "./namespaces.ts";
import type { CheckedBody, FlowDeclaration, HandlerContext } from "./program.ts";
import { rootVariables } from "./scope.ts";
import { checkErrorFlow } from "./values/names.ts";

/** What happens when handlers fail. */
export interface CheckedErrors {
  /** Whether failures are logged. */
  readonly log: boolean;
  /** The contexts of the handlers that can fail. */
  readonly context: HandlerContext;
  readonly handlers: readonly CheckedErrorHandler[];
  /** For errors that none of them is for: one of them by its name, or a flow. */
  readonly fallback: DefaultHandler | undefined;
  readonly span: Span;
}

export type DefaultHandler =
  | { readonly kind: "handler"; readonly name: string }
  | { readonly kind: "flow"; readonly flow: FlowDeclaration; readonly span: Span };

export interface CheckedErrorHandler {
  readonly name: string;
  readonly notice: Notice | undefined;
  readonly body: CheckedBody;
  readonly span: Span;
}

/** How a handler tells of a failure without actions of its own. */
export type Notice = Checked<typeof noticeFields> & { readonly type: NoticeType; readonly span: Span };

/** Where what runs on failures stands: it has the contexts of everything that can fail. */
export function errorEntrances(document: MapNode, entrances: readonly Entrance[]): Entrance[] {
  const actions = valueAt(document, "errors");
  if (actions === undefined) return [];
  const contexts = [...contextsOf(entrances).values()];
  // Of a bot in which nothing can fail it is compiled all the same.
  return (contexts.length === 0 ? [anyContext] : contexts).map((context) => ({ context, actions }));
}

function contextsOf(entrances: readonly Entrance[]): Map<string, ContextDefinition> {
  return new Map(entrances.map(({ context }) => [context.type, context]));
}

const KEYS = { supported: ["log_errors", "default_handler", "handlers"], planned: [] };

/**
 * Checks the `errors` section.
 * @param entrances what can fail
 */
export function checkErrors(
  document: MapNode,
  entrances: readonly Entrance[],
  surroundings: Surroundings,
): CheckedErrors | undefined {
  const entry = entryOf(document, "errors");
  if (entry?.value.kind !== "map") return undefined;
  const section = entry.value;
  checkKeys(section, KEYS, "errors", surroundings.diagnostics);
  const written = namedHandlers(section, surroundings);
  const { roots, ...context } = flowContext(contextsOf(entrances), surroundings.language);
  const handlers = written.map((each) => checkErrorHandler(each, roots, surroundings));
  const fallback = checkDefault(section, written, surroundings);
  reportUnreachable(written, fallback, surroundings);
  const log = checkLog(section, written.length > 0 || fallback !== undefined, surroundings);
  return { log, context, handlers, fallback, span: entry.key.span };
}

interface WrittenHandler {
  readonly name: string;
  readonly node: MapNode;
  readonly span: Span;
}

/** The handlers by their names; of two with one name the later wins. */
function namedHandlers(section: MapNode, { diagnostics }: Surroundings): WrittenHandler[] {
  const named = new Map<string, WrittenHandler>();
  for (const node of itemsAt(section, "handlers")) {
    const name = node.kind === "map" ? valueAt(node, "name") : undefined;
    if (node.kind !== "map" || name?.kind !== "scalar" || name.value === null) {
      diagnostics.report("missing-field", node.span, { field: "name", owner: "error handler" });
      continue;
    }
    const text = String(name.value);
    const first = named.get(text);
    if (first !== undefined) {
      const related = [{ span: first.span, message: "first declared here" }];
      diagnostics.report("duplicate-name", name.span, { what: "error handler", name: text }, related);
    }
    named.set(text, { name: text, node, span: name.span });
  }
  return [...named.values()];
}

function checkErrorHandler(
  { name, node, span }: WrittenHandler,
  roots: Roots,
  surroundings: Surroundings,
): CheckedErrorHandler {
  const failure = {
    error: { type: FAILURE_TYPE },
    errorMessage: { type: types.string, aliases: ["error_message"] },
  };
  const variables = new Map([
    ...namespaceVariables(surroundings.program),
    ...rootVariables({ ...roots, ...failure }, surroundings.program.isSpread),
  ]);
  const names = { description: `the error handler ${name}`, variables, reserved: ["ctx"] };
  const { value, scope } = checkHandler(names, surroundings, (context) => {
    const fields = checkFields(noticeFields, node, name, span, context, OWN_KEYS);
    const actions = valueAt(node, "actions");
    return {
      notice: fields && checkNotice(fields, { name, node, span }, context),
      actions: actions === undefined ? [] : checkActions(actions, context),
    };
  });
  return { name, notice: value.notice, body: { actions: value.actions, locals: scope.declaredAhead }, span };
}

function checkNotice(
  fields: Checked<typeof noticeFields>,
  { name, node, span }: WrittenHandler,
  context: CheckContext,
): Notice | undefined {
  const { type } = fields;
  const written = Object.keys(fields).filter((key) => entryOf(node, key) !== undefined);
  if (type === undefined) {
    const field = written.length > 0 ? "type" : "actions";
    if (written.length > 0 ? !written.includes("type") : valueAt(node, "actions") === undefined)
      context.diagnostics.report("missing-field", span, { field, owner: name });
    return undefined;
  }
  const own = noticeKind(type).field;
  reportMisplaced(node, own, context);
  if (own === "webhook_url") checkWebhook(fields[own], { name, span }, context);
  return { ...fields, type, span };
}

/** Warns of fields that are for notices of other kinds. */
function reportMisplaced(node: MapNode, own: string | undefined, { diagnostics }: CheckContext): void {
  for (const [type, { field }] of Object.entries<ReturnType<typeof noticeKind>>(NOTICES)) {
    const entry = field === undefined || field === own ? undefined : entryOf(node, field);
    if (entry === undefined) continue;
    const parameters = {
      key: field!,
      reason: `it is for \`type: ${type}\``,
      hint: "remove it, or change `type`",
    };
    diagnostics.report("no-effect", entry.key.span, parameters);
  }
}

const WEBHOOK = /\/webhooks\/\d+\/[\w-]+/;

function checkWebhook(
  url: ScalarNode | undefined,
  { name, span }: Pick<WrittenHandler, "name" | "span">,
  { diagnostics }: CheckContext,
): void {
  if (url === undefined) diagnostics.report("missing-field", span, { field: "webhook_url", owner: name });
  else if (environmentIn(url) === undefined && !WEBHOOK.test(String(url.value)))
    diagnostics.report("not-a-webhook", url.span, {});
}

function checkDefault(
  section: MapNode,
  handlers: readonly WrittenHandler[],
  { program, diagnostics }: Surroundings,
): DefaultHandler | undefined {
  const node = valueAt(section, "default_handler");
  if (node === undefined) return undefined;
  if (!isText(node)) {
    const found = { expected: "the name of a handler or flow", found: "something else" };
    diagnostics.report("wrong-kind", node.span, found);
    return undefined;
  }
  const name = node.value;
  if (handlers.some((handler) => handler.name === name)) return { kind: "handler", name };
  const flow = program.flows.get(name);
  if (flow !== undefined) {
    checkErrorFlow(flow, node.span, diagnostics);
    return { kind: "flow", flow, span: node.span };
  }
  const suggestion = didYouMean(name, [...handlers.map((handler) => handler.name), ...program.flows.keys()]);
  diagnostics.report("unknown-error-handler", node.span, { name, suggestion });
  return undefined;
}

/** Warns of handlers under names that no error has, unless they are the default. */
function reportUnreachable(
  handlers: readonly WrittenHandler[],
  fallback: DefaultHandler | undefined,
  { diagnostics }: Surroundings,
): void {
  for (const { name, span } of handlers) {
    const isDefault = fallback?.kind === "handler" && fallback.name === name;
    if (isDefault || isErrorName(name)) continue;
    const reason = whyNever(name);
    const suggestion = reason === undefined ? didYouMean(name, Object.keys(ERROR_NAMES)) : undefined;
    diagnostics.report("unreachable-error-handler", span, { name, reason, suggestion });
  }
}

function checkLog(section: MapNode, handled: boolean, surroundings: Surroundings): boolean {
  const node = valueAt(section, "log_errors");
  const names = { description: "the section errors", variables: new Map(), reserved: [] };
  const setting = node && checkHandler(names, surroundings, (context) => flag("").check(node, context)).value;
  if (setting?.value !== false) return true;
  if (!handled) surroundings.diagnostics.report("failures-unheard", setting.span, {});
  return false;
}
