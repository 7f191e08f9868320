import {
  type Attributes,
  context,
  type Link,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  type Tracer as SpanMaker,
  SpanStatusCode,
  trace,
} from "@opentelemetry/api";
import { eventIdOf } from "../bot/event-id.ts";
import type { NamedPlace } from "../bot/named-handler.ts";
import type { Origin } from "../bot/origin.ts";
import type { Context } from "../contexts/context.ts";
import { messageOf } from "../errors/errors.ts";
import type { StackFormatter } from "../errors/stack.ts";
import type { Redactor } from "../log/redact.ts";
import type { HttpResponse } from "../rest/http-response.ts";
import type { WaitedLimit } from "../rest/rest-observer.ts";
import { routeOf } from "../rest/route.ts";
import { ActionPlaces } from "./action-places.ts";
import { EventScope, parentContext } from "./event-scope.ts";
import type { Tracer } from "./tracer.ts";

/** What is done in memory takes no time that anybody would look for. */
const IN_MEMORY = "memory";

/** What OpenTelemetry calls the servers: https://opentelemetry.io/docs/specs/semconv/db/. */
const SYSTEMS: Readonly<Record<string, string>> = { postgres: "postgresql" };

/** How failures are told. */
export interface DescribedFailures {
  readonly stacks: StackFormatter;
  /** The code of an error. */
  codeOf(error: unknown): string;
  readonly redact: Redactor;
}

/** Makes spans of what it is told. Which of them are children of which, their asynchronous contexts say. */
export class SpanTracer implements Tracer {
  readonly #places: ActionPlaces;

  constructor(
    private readonly spans: SpanMaker,
    private readonly failures: DescribedFailures,
  ) {
    this.#places = new ActionPlaces(failures.stacks);
  }

  event(
    name: string,
    data: unknown,
    origin: Origin,
    run: () => Promise<void> | undefined,
  ): Promise<void> | undefined {
    const { guild_id: guild } = (data ?? {}) as { readonly guild_id?: string };
    const attributes = {
      "discord.event": name,
      "discord.shard.id": origin.shardId,
      ...(guild !== undefined && { "discord.guild.id": guild }),
      ...eventAttribute(eventIdOf(origin)),
    };
    const start = (startTime: number) =>
      this.spans.startSpan(name, { kind: SpanKind.CONSUMER, attributes, startTime }, ROOT_CONTEXT);
    return new EventScope(start).run(run);
  }

  handler({ name, source }: NamedPlace, ctx: Context, run: () => Promise<void>): Promise<void> {
    const attributes = { "furlow.handler": name, ...sourceAttribute(source), ...eventAttribute(ctx.eventId) };
    const { parent, links } = parentOfHandler();
    const span = this.spans.startSpan(name, { attributes, links }, parent);
    return this.#follow(span, parent, run, (error) =>
      this.#failed(span, error, this.failures.stacks.format(error)),
    );
  }

  action<T>(action: string, run: () => Promise<T>): Promise<T> {
    const attributes = { "furlow.action": action, ...sourceAttribute(this.#places.ofCaller()) };
    return this.#child(action, SpanKind.INTERNAL, attributes, run);
  }

  requested<T>(method: string, path: string, request: () => Promise<T>): Promise<T> {
    const route = routeOf(path);
    const attributes = { "http.request.method": method, "url.template": route };
    return this.#child(`${method} ${route}`, SpanKind.CLIENT, attributes, request);
  }

  async sent(_method: string, _path: string, send: () => Promise<HttpResponse>): Promise<HttpResponse> {
    const span = trace.getActiveSpan();
    span?.addEvent("sent");
    const response = await send();
    span?.addEvent("answered", { "http.response.status_code": response.status });
    span?.setAttribute("http.response.status_code", response.status);
    return response;
  }

  limited(limit: WaitedLimit, milliseconds: number): void {
    const attributes = { "discord.rate_limit": limit, "discord.rate_limit.wait": Math.max(0, milliseconds) };
    trace.getActiveSpan()?.addEvent("rate limited", attributes);
  }

  async waited(limit: WaitedLimit, wait: () => Promise<void>): Promise<void> {
    await this.#child(
      `wait for the ${limit} limit`,
      SpanKind.INTERNAL,
      { "discord.rate_limit": limit },
      wait,
    );
  }

  stored<T>(backend: string, operation: string, run: () => Promise<T>, statement?: string): Promise<T> {
    if (backend === IN_MEMORY) return run();
    const attributes = {
      "db.system.name": SYSTEMS[backend] ?? backend,
      "db.operation.name": operation,
      ...(statement !== undefined && { "db.query.text": statement }),
    };
    return this.#child(`${backend} ${operation}`, SpanKind.CLIENT, attributes, run);
  }

  #child<T>(name: string, kind: SpanKind, attributes: Attributes, run: () => Promise<T>): Promise<T> {
    const parent = parentContext();
    const span = this.spans.startSpan(name, { kind, attributes }, parent);
    return this.#follow(span, parent, run, (error) => this.#failed(span, error));
  }

  async #follow<T>(
    span: Span,
    parent: typeof ROOT_CONTEXT,
    run: () => Promise<T>,
    failed: (error: unknown) => void,
  ): Promise<T> {
    try {
      return await context.with(trace.setSpan(parent, span), run);
    } catch (error) {
      failed(error);
      throw error;
    } finally {
      span.end();
    }
  }

  /** @param stack in the document's lines, where it is to be told */
  #failed(span: Span, error: unknown, stack?: string): void {
    // `abort` ends what it is in; that is no failure.
    if (error instanceof Error && error.name === "AbortError") return;
    const { codeOf, redact } = this.failures;
    const message = redact(messageOf(error));
    span.setStatus({ code: SpanStatusCode.ERROR, message });
    span.setAttribute("error.type", codeOf(error));
    if (stack !== undefined)
      span.addEvent("exception", {
        "exception.type": error instanceof Error ? error.name : typeof error,
        "exception.message": message,
        "exception.stacktrace": redact(stack),
      });
  }
}

/**
 * A handler that something in another one has started long after that has ended, as timers of plugins do, only refers to
 * that: its trace would never end.
 */
function parentOfHandler(): { parent: typeof ROOT_CONTEXT; links: Link[] } {
  const active = trace.getActiveSpan();
  if (active !== undefined && "ended" in active && active.ended === true)
    return { parent: ROOT_CONTEXT, links: [{ context: active.spanContext() }] };
  return { parent: parentContext(), links: [] };
}

function eventAttribute(id: string | undefined): Attributes {
  return id === undefined ? {} : { "furlow.event": id };
}

function sourceAttribute(source: string | undefined): Attributes {
  return source === undefined ? {} : { "furlow.source": source };
}
