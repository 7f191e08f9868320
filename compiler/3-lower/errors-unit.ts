import { environmentIn } from "../1-load/config/environment-reference.ts";
import type { CheckedErrorHandler, CheckedErrors, Notice } from "../2-check/error-handlers.ts";
import { CONTEXT } from "../2-check/scope.ts";
import { noticeKind } from "../language/error-fields.ts";
import type { NamedHandler } from "../language/handler-kind.ts";
import type { ScalarNode } from "../source/node.ts";
import type { ActionLowering } from "./actions.ts";
import { present } from "./context.ts";
import {
  type Expression,
  ir,
  type ModuleSymbol,
  type Property,
  type SourceUnit,
  type Statement,
} from "./ir.ts";
import type { Needs } from "./needs.ts";
import { contextType } from "./types.ts";
import { place } from "./units.ts";

export const ERRORS: ModuleSymbol = { module: "errors.ts", name: "errors" };

/** What happens when handlers fail: `errors.ts`. */
export function errorsUnit(errors: CheckedErrors, lowering: () => ActionLowering, needs: Needs): SourceUnit {
  const { log, handlers, fallback, span } = errors;
  const handlerOf = (body: readonly Statement[]) => ir.arrow([{ name: "ctx" }], body, true);
  const properties: Property[] = log ? [] : [{ key: "logged", value: ir.literal(false) }];
  if (handlers.length > 0) {
    const entries = handlers.map((handler) => ({
      key: handler.name,
      value: { ...handlerOf(bodyOf(handler, lowering(), needs)), span: handler.span },
      comment: place(handler.span),
    }));
    properties.push({ key: "handlers", value: ir.object(entries) });
  }
  if (fallback?.kind === "handler") properties.push({ key: "default", value: ir.literal(fallback.name) });
  if (fallback?.kind === "flow") {
    const call = lowering().errorFlow(fallback.flow, ir.member(CONTEXT, "error"));
    properties.push({ key: "default", value: handlerOf([ir.statement(call, fallback.span)]) });
  }
  const context = contextType(errors.context);
  const rules = ir.genericCall(ir.runtime("errorRules"), [context], [ir.object(properties)]);
  const comment = `What happens when a handler fails (${place(span)})`;
  return { path: ERRORS.module, statements: [ir.exported(ERRORS.name, rules, comment, span)] };
}

/** What the log and the metrics call them. */
export function namedErrorHandlers({ handlers, fallback }: CheckedErrors): NamedHandler[] {
  const named = handlers.map(({ name, span }) => ({ name: `errors.handlers.${name}`, span }));
  return fallback?.kind === "flow"
    ? [...named, { name: "errors.default_handler", span: fallback.span }]
    : named;
}

function bodyOf({ notice, body }: CheckedErrorHandler, lowering: ActionLowering, needs: Needs): Statement[] {
  return [...(notice === undefined ? [] : [noticeOf(notice, lowering, needs)]), ...lowering.actions(body)];
}

/** `await tellOfFailure(ctx, ctx.errorMessage, { channel: "alarms" });` */
function noticeOf(notice: Notice, lowering: ActionLowering, needs: Needs): Statement {
  const { type, message, channel, webhook_url: url, include_stack: stack, span } = notice;
  const { runtime, waits, field } = noticeKind(type);
  const text = message === undefined ? ir.member(CONTEXT, "errorMessage") : lowering.text(message);
  const settings = present({
    channel: channel && field === "channel" ? lowering.value(channel) : undefined,
    url: url && field === "webhook_url" ? settingOf(url, needs) : undefined,
    stack: stack?.value === true ? ir.literal(true) : undefined,
  });
  const args = [CONTEXT, text, ...(settings.length === 0 ? [] : [ir.object(settings)])];
  const call = ir.call(ir.runtime(runtime), args);
  return ir.statement(waits ? ir.await(call) : call, span);
}

/** A setting that is read from the environment: without its variables the bot does not start. */
function settingOf(node: ScalarNode, needs: Needs): Expression {
  const reference = environmentIn(node);
  if (reference === undefined) return ir.literal(String(node.value), node.span);
  const parts = "env" in reference ? [reference] : reference.parts;
  const lowered = parts.map((part) => {
    if (typeof part === "string") return part;
    needs.variable(part.env, true, "`webhook_url`", node.span);
    return ir.call(ir.runtime("environment"), [ir.literal(part.env)]);
  });
  const [only] = lowered;
  return lowered.length === 1 && typeof only === "object" ? only : ir.template(lowered);
}
