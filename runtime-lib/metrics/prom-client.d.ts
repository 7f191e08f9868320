/**
 * The modules that are used of the package: its main one also has what pushes metrics, summaries and the counts of
 * handles, which `promtool` objects to.
 */
declare module "prom-client/lib/registry.js" {
  import { Registry } from "prom-client";
  export default Registry;
}
declare module "prom-client/lib/counter.js" {
  import { Counter } from "prom-client";
  export default Counter;
}
declare module "prom-client/lib/gauge.js" {
  import { Gauge } from "prom-client";
  export default Gauge;
}
declare module "prom-client/lib/histogram.js" {
  import { Histogram } from "prom-client";
  export default Histogram;
}
declare module "prom-client/lib/cluster.js" {
  import { AggregatorRegistry } from "prom-client";
  export default AggregatorRegistry;
}
declare module "prom-client/lib/metrics/*.js" {
  import type { Registry } from "prom-client";

  /** Registers metrics of the process, which are read when they are asked for. */
  const register: (registry: Registry, settings?: { readonly eventLoopMonitoringPrecision?: number }) => void;
  export default register;
}
