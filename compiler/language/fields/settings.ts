import { wrongKind } from "../../2-check/values/expressions.ts";
import { parseDuration } from "../../source/duration.ts";
import { describeKind, isText } from "../../source/node.ts";
import type { Span } from "../../source/source-file.ts";
import { fieldKind } from "../field.ts";

/** Longest time that a timer of Node.js takes, in milliseconds: 24 days and some hours. */
const LONGEST_TIMER = 2 ** 31 - 1;

/** A setting that is fixed when the bot is built, with its place. */
export interface Setting<T> {
  readonly value: T;
  readonly span: Span;
}

/** A time in milliseconds that is more than nothing and that a timer can wait. */
export const fixedDuration = fieldKind<Setting<number>>(
  "fixed duration",
  { type: ["string", "number"] },
  (node, context) => {
    const written = node.kind === "scalar" ? node.value : undefined;
    if (typeof written !== "string" && typeof written !== "number") {
      return wrongKind(node, "a duration such as 30s or 1h30m", context);
    }
    const value = parseDuration(written);
    if (value === undefined) {
      context.diagnostics.report("invalid-duration", node.span, { text: String(written) });
      return undefined;
    }
    if (value > 0 && value <= LONGEST_TIMER) return { value, span: node.span };
    const text = String(written);
    if (value > 0) context.diagnostics.report("duration-too-long", node.span, { text });
    else context.diagnostics.report("duration-zero", node.span, { text });
    return undefined;
  },
);

/** A whole number from 1 on. */
export const count = fieldKind<Setting<number>>(
  "whole number",
  { type: "integer", minimum: 1 },
  (node, context) => {
    const value = node.kind === "scalar" ? node.value : undefined;
    if (typeof value === "number" && Number.isInteger(value) && value >= 1) return { value, span: node.span };
    const found = typeof value === "number" ? String(value) : describeKind(node);
    context.diagnostics.report("wrong-kind", node.span, { expected: "a whole number from 1 on", found });
    return undefined;
  },
);

/** True or false, and nothing that is found out later. */
export const flag = fieldKind<Setting<boolean>>("true | false", { type: "boolean" }, (node, context) => {
  if (node.kind === "scalar" && typeof node.value === "boolean")
    return { value: node.value, span: node.span };
  if (isText(node) && /^(true|false)$/.test(node.value))
    return { value: node.value === "true", span: node.span };
  return wrongKind(node, "true or false", context);
});
