import { checkCondition } from "../../2-check/values/condition.ts";
import type { Typed } from "../../expression/typed.ts";
import { types } from "../../expression/types.ts";
import { fieldKind } from "../field.ts";

/** A condition on a message, which it calls `msg`. */
export interface MessageFilter {
  /** What generated code calls the message. */
  readonly parameter: string;
  readonly test: Typed;
}

/** A condition that is asked for each message. */
export const messageFilter = fieldKind<MessageFilter>(
  "condition on msg",
  { type: ["string", "boolean", "object"] },
  (node, context) => {
    const scope = context.scope.nested();
    const { code } = scope.define("msg", types.entity("message"), true);
    const test = checkCondition(node, { ...context, scope, insideFunction: true });
    return test && { parameter: code.kind === "identifier" ? code.name : "msg", test };
  },
);
