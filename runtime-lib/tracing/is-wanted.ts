/** Whether somebody wants to be told, by the environment. */
export function isWanted(env: NodeJS.ProcessEnv): boolean {
  const isNamed = Boolean(env["OTEL_EXPORTER_OTLP_ENDPOINT"] || env["OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"]);
  return (
    isNamed && env["OTEL_SDK_DISABLED"]?.toLowerCase() !== "true" && env["OTEL_TRACES_EXPORTER"] !== "none"
  );
}
