import { narrowestCode } from "../errors/failure.ts";
import { isWanted } from "./is-wanted.ts";
import type { Tracing, TracingPlan } from "./tracer.ts";

export interface TracingSettings {
  /** Address of the collector, such as `http://127.0.0.1:4318`; OTEL_EXPORTER_OTLP_ENDPOINT of the environment comes first. */
  readonly endpoint?: string | undefined;
  /** What it asks for, as `key=value` with commas between; OTEL_EXPORTER_OTLP_HEADERS of the environment comes first. */
  readonly headers?: string | undefined;
}

/** Where OpenTelemetry lies beside the bundle. */
const CHUNK = "tracing.mjs";

const PROTOCOLS: readonly string[] = ["http/protobuf", "http/json"];

/**
 * Tells a collector of OpenTelemetry what the bot does, where the environment or the settings name one. All else is
 * said by the variables that OpenTelemetry has for that: https://opentelemetry.io/docs/specs/otel/configuration/.
 */
export function openTelemetry({ endpoint = "", headers = "" }: TracingSettings = {}): TracingPlan {
  return {
    async open(bot): Promise<Tracing | undefined> {
      const { env } = process;
      env["OTEL_EXPORTER_OTLP_ENDPOINT"] ||= endpoint;
      env["OTEL_EXPORTER_OTLP_HEADERS"] ||= headers;
      if (!isWanted(env)) return undefined;
      const protocol = protocolOf(env);
      if (!PROTOCOLS.includes(protocol)) {
        const facts = { protocol, possible: PROTOCOLS };
        bot.log.error(
          facts,
          "the bot is not traced: it does not speak the protocol of OTEL_EXPORTER_OTLP_PROTOCOL",
        );
        return undefined;
      }
      const { startTracing } = (await import(
        new URL(CHUNK, import.meta.url).href
      )) as typeof import("./chunk.ts");
      // The chunk has classes of its own: what an error is, the bundle says.
      return startTracing({ ...bot, codeOf: narrowestCode }, protocol === "http/json");
    },
  };
}

function protocolOf(env: NodeJS.ProcessEnv): string {
  return env["OTEL_EXPORTER_OTLP_TRACES_PROTOCOL"] || env["OTEL_EXPORTER_OTLP_PROTOCOL"] || PROTOCOLS[0]!;
}
