import { checkList } from "../../2-check/actions.ts";
import type { CheckContext } from "../../2-check/context.ts";
import { checkKeys } from "../../2-check/keys.ts";
import type { CheckedBody } from "../../2-check/program.ts";
import { checkTemplate, wrongKind } from "../../2-check/values/expressions.ts";
import { type Typed, typedLiteral } from "../../expression/typed.ts";
import { isText, type MapNode, type Node, type ScalarNode, valueAt } from "../../source/node.ts";
import { fieldKind } from "../field.ts";

/** One case of a choice: the text it is for, and what runs then. */
export interface Case {
  readonly match: Typed;
  readonly body: CheckedBody;
}

const CASE_KEYS = { supported: ["match", "actions"], planned: [] };

/** Cases by the text they are for, or as a list of `{match, actions}`. */
export const caseList = fieldKind<readonly Case[]>(
  "map of actions, or list of {match, actions}",
  { type: ["object", "array"] },
  (node, context) => {
    const inner = { ...context, conditional: true };
    if (node.kind === "map") {
      return withoutDoubles(
        node.entries.map(({ key, value }) => checkCase(key, value, inner)),
        context,
      );
    }
    if (node.kind !== "list")
      return wrongKind(node, "cases as a map, or as a list of {match, actions}", context);
    return withoutDoubles(
      node.items.flatMap((item) => listedCase(item, inner) ?? []),
      context,
    );
  },
);

function listedCase(item: Node, context: CheckContext): Case | undefined {
  if (item.kind !== "map") return wrongKind(item, "a case such as {match: text, actions: [...]}", context);
  checkKeys(item, CASE_KEYS, "case", context.diagnostics);
  const [match, actions] = [needed(item, "match", context), needed(item, "actions", context)];
  if (match === undefined || actions === undefined) return undefined;
  if (match.kind !== "scalar") return wrongKind(match, "a text", context);
  return checkCase(match, actions, context);
}

function needed(item: MapNode, field: string, context: CheckContext): Node | undefined {
  const value = valueAt(item, field);
  if (value === undefined) context.diagnostics.report("missing-field", item.span, { field, owner: "case" });
  return value;
}

function checkCase(match: ScalarNode, actions: Node, context: CheckContext): Case {
  const typed = isText(match)
    ? checkTemplate(match, context)
    : typedLiteral(String(match.value ?? ""), match.span);
  return { match: typed, body: checkList(actions, context) };
}

/** Of two cases for one text the first runs. */
function withoutDoubles(cases: readonly Case[], context: CheckContext): readonly Case[] {
  const seen = new Set<unknown>();
  return cases.filter(({ match }) => {
    if (match.kind !== "literal") return true;
    if (seen.has(match.value)) {
      context.diagnostics.report("double-case", match.span!, { match: String(match.value) });
      return false;
    }
    seen.add(match.value);
    return true;
  });
}
