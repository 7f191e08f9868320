import { wrongKind } from "../../2-check/values/expressions.ts";
import { isText } from "../../source/node.ts";
import { fieldKind } from "../field.ts";

const WINDOW = /^(\d{1,2}):(\d{2})\s*[-\u2013]\s*(\d{1,2}):(\d{2})$/;

/** Hours of the day, such as `02:00-06:00`; those of the night end on the next day. `24:00` is its end. */
export const timeWindow = fieldKind<string>("hours of the day", { type: "string" }, (node, context) => {
  if (!isText(node)) return wrongKind(node, 'hours of the day such as "02:00-06:00"', context);
  const [, ...parts] = WINDOW.exec(node.value.trim()) ?? [];
  const [fromHour = 99, fromMinute = 0, toHour = 99, toMinute = 0] = parts.map(Number);
  const from = fromHour * 60 + fromMinute;
  const to = toHour * 60 + toMinute;
  const problem = problemOf(parts.length > 0 && fromMinute < 60 && toMinute < 60, from, to);
  if (problem === undefined) return `${time(from)}-${time(to)}`;
  context.diagnostics.report("invalid-window", node.span, { text: node.value, problem });
  return undefined;
});

const DAY = 24 * 60; /* minutes */

function problemOf(isRead: boolean, from: number, to: number): string | undefined {
  if (!isRead || from >= DAY || to > DAY) return "it is not two times of the day";
  return from % DAY === to % DAY ? "it is the whole day, or no time at all" : undefined;
}

function time(minutes: number): string {
  return [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, "0")).join(":");
}
