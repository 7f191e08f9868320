// The part of the runtime that expressions use: bundles without the gateway and REST packages.

export * from "../../runtime-lib/entities/registry.generated.ts";
export * from "../../runtime-lib/expressions/registry.generated.ts";
export * from "../../runtime-lib/methods/registry.generated.ts";
