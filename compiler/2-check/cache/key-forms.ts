import { KEY_FORMS } from "../../../runtime-lib/cache/keys.ts";
import { parseTemplate } from "../../expression/parse/template.ts";
import type { Typed } from "../../expression/typed.ts";
import { isText, valueAt } from "../../source/node.ts";
import type { FlowDeclaration } from "../program.ts";
import { meet } from "./meet.ts";

/** The flows of a document by name. */
type Flows = ReadonlyMap<string, FlowDeclaration>;

/** Whether a pattern may fit a key under which the bot keeps something. */
export function fitsSomeKey(pattern: string, flows: Flows): boolean {
  return knownForms(flows).some((form) => meet(pattern, form));
}

/** What the keys of the bot begin with, for messages: `user:`, `leaderboard:`. */
export function keyBeginnings(flows: Flows): string[] {
  const beginnings = knownForms(flows).map((form) => /^[^:*]*:?/.exec(form)![0]);
  return [...new Set(beginnings)].filter((beginning) => beginning !== "");
}

/** A text with what is computed as `*`; undefined for what is no text. */
export function patternOf(typed: Typed | undefined): string | undefined {
  if (typed?.kind === "literal") return String(typed.value ?? "");
  if (typed?.kind !== "template") return undefined;
  return typed.parts.map((part) => (typeof part === "string" ? part : "*")).join("");
}

/** Every key there may be, with what is computed in it as `*`. */
function knownForms(flows: Flows): string[] {
  const own = Object.values(KEY_FORMS).flatMap(({ forms }) => forms);
  return [...own.map((form) => form.replace(/[A-Z]+/g, "*")), ...[...flows.values()].flatMap(flowForm)];
}

function flowForm({ node }: FlowDeclaration): string[] {
  const cache = valueAt(node, "cache");
  const key = cache?.kind === "map" ? valueAt(cache, "key") : undefined;
  // Without one its keys are those that flows have in general.
  if (key === undefined || !isText(key)) return [];
  return [
    parseTemplate(key.value)
      .map((part) => (part.kind === "text" ? part.text : "*"))
      .join(""),
  ];
}
