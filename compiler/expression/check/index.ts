export { itemType, signature } from "./call.ts";
export { assuming, checkExpression, type ExpressionContext, failed } from "./check.ts";
export { knownPart } from "./property.ts";
