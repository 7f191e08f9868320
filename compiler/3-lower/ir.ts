export { ir } from "./ir/builders.ts";
export { irType } from "./ir/type-builders.ts";
export * from "./ir/types.ts";
