export { ir } from "./ir/builders.ts";
export { contains, mentions } from "./ir/mentions.ts";
export { irType } from "./ir/type-builders.ts";
export * from "./ir/types.ts";
