import { atEndOfTest } from "../at-end-of-test.ts";
import { eventually } from "../eventually.ts";
import { StubServer } from "./stub.ts";

type Value = string | number | boolean;

/** A value as OTLP has it in JSON: https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding. */
type OtlpValue = Readonly<Record<string, Value>>;

interface OtlpAttribute {
  readonly key: string;
  readonly value: OtlpValue;
}

interface OtlpSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly kind: number;
  readonly startTimeUnixNano: string;
  readonly endTimeUnixNano: string;
  readonly attributes: readonly OtlpAttribute[];
  readonly events: readonly { readonly name: string; readonly attributes: readonly OtlpAttribute[] }[];
  readonly links: readonly { readonly traceId: string; readonly spanId: string }[];
  readonly status: { readonly code?: number; readonly message?: string };
}

interface OtlpRequest {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes: readonly OtlpAttribute[] };
    readonly scopeSpans: readonly { readonly spans: readonly OtlpSpan[] }[];
  }[];
}

type Attributes = Readonly<Record<string, Value>>;

/** A span that has arrived. */
export interface ReceivedSpan extends Omit<OtlpSpan, "attributes" | "events"> {
  readonly attributes: Attributes;
  readonly events: readonly { readonly name: string; readonly attributes: Attributes }[];
  readonly resource: Attributes;
}

/** What OTLP calls a failed span. */
export const FAILED = 2;

/** A collector of OpenTelemetry that takes traces over OTLP/HTTP. */
export class Collector extends StubServer {
  /** Those that were sent as JSON, in the order of their arrival. */
  readonly spans: ReceivedSpan[] = [];
  /** The bodies as they came. */
  readonly bodies: Buffer[] = [];
  readonly types: (string | undefined)[] = [];
  readonly headers: Readonly<Record<string, unknown>>[] = [];

  constructor() {
    super("/v1/traces", (body, headers) => {
      this.headers.push(headers);
      this.#take(body, headers["content-type"]);
      return { status: 200, type: "application/json", body: "{}" };
    });
  }

  static async start(atEnd = atEndOfTest): Promise<Collector> {
    const collector = new Collector();
    await collector.up();
    atEnd(() => collector.down());
    return collector;
  }

  /** The span that is like that; waits for it. Throws when none comes. */
  async span(matches: (span: ReceivedSpan) => boolean): Promise<ReceivedSpan> {
    await eventually(() => this.spans.some(matches));
    return this.spans.find(matches)!;
  }

  /** The spans directly below one. */
  below({ spanId }: ReceivedSpan): ReceivedSpan[] {
    return this.spans.filter(({ parentSpanId }) => parentSpanId === spanId);
  }

  #take(body: Buffer, type: string | undefined): void {
    this.bodies.push(body);
    this.types.push(type);
    if (type !== "application/json") return;
    const { resourceSpans } = JSON.parse(body.toString()) as OtlpRequest;
    for (const { resource, scopeSpans } of resourceSpans)
      for (const span of scopeSpans.flatMap(({ spans }) => spans))
        this.spans.push({
          ...span,
          attributes: record(span.attributes),
          events: span.events.map(({ name, attributes }) => ({ name, attributes: record(attributes) })),
          resource: record(resource.attributes),
        });
  }
}

function record(attributes: readonly OtlpAttribute[]): Attributes {
  return Object.fromEntries(attributes.map(({ key, value }) => [key, Object.values(value)[0]!]));
}
