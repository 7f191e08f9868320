import type { CheckContext } from "../../2-check/context.ts";
import { asReference, checkTemplate, wrongKind } from "../../2-check/values/expressions.ts";
import { isTemplate } from "../../expression/parse/template.ts";
import { type Typed, typedLiteral } from "../../expression/typed.ts";
import { describeType, present, type Type, types } from "../../expression/types.ts";
import { isText, type Node, type ScalarNode } from "../../source/node.ts";
import { fieldKind } from "../field.ts";

/** What a field that names one of Discord's things takes (actions.md, "Field resolution helpers"). */
interface TargetKind {
  readonly kind: string;
  /** Entities that stand for it; their id is taken. */
  readonly entities: readonly string[];
  /** How it is mentioned, the id as the first group. */
  readonly mention: RegExp | undefined;
  /** Whether a text that is no id is its name in the guild. */
  readonly byName: boolean;
  /** Whether a list of them is taken. */
  readonly several: boolean;
}

const SNOWFLAKE = /^\d{17,20}$/;

function target(of: TargetKind) {
  const schema = { type: of.several ? ["string", "array"] : "string" };
  return fieldKind<Typed>(of.kind, schema, (node, context) => checkTarget(of, node, context));
}

function checkTarget(of: TargetKind, node: Node, context: CheckContext): Typed | undefined {
  if (node.kind === "list" && of.several) {
    const items = node.items.map((item) => checkTarget({ ...of, several: false }, item, context));
    const known = items.filter((item) => item !== undefined);
    return { kind: "list", items: known, type: types.list(types.unknown), span: node.span };
  }
  if (node.kind !== "scalar" || typeof node.value === "boolean" || node.value === null)
    return wrongKind(node, expectation(of), context);
  if (isText(node) && isTemplate(node.value)) return checkComputed(of, checkTemplate(node, context), context);
  return checkLiteral(of, node, context);
}

function checkLiteral(of: TargetKind, node: ScalarNode, context: CheckContext): Typed | undefined {
  const text = String(node.value).trim();
  const id = of.mention?.exec(text)?.[1] ?? text;
  if (SNOWFLAKE.test(id) || (of.byName && !/^\d*$/.test(text))) return typedLiteral(id, node.span);
  context.diagnostics.report("invalid-snowflake", node.span, { text });
  return undefined;
}

/** An expression gives an id, a mention, or the thing itself; what is only known when it runs is looked at then. */
function checkComputed(of: TargetKind, typed: Typed, context: CheckContext): Typed | undefined {
  const type = present(typed.type);
  if (isTarget(of, type) || (type.kind === "list" && of.several && isTarget(of, present(type.item))))
    return asReference(typed);
  if (typed.span === undefined) return typed;
  context.diagnostics.report("wrong-kind", typed.span, {
    expected: expectation(of),
    found: describeType(type),
  });
  return undefined;
}

function isTarget({ entities }: TargetKind, type: Type): boolean {
  if (type.kind === "entity") return entities.includes(type.name);
  return ["string", "unknown", "nothing"].includes(type.kind);
}

function expectation({ kind, byName, several }: TargetKind): string {
  const forms = [`the id or mention of a ${kind}`];
  if (byName) forms.push("its name");
  return several ? `${forms.join(", ")} or a list of them` : forms.join(" or ");
}

const user = {
  kind: "user",
  entities: ["user", "member"],
  mention: /^<@!?(\d+)>$/,
  byName: false,
} as const;

/** A user, by id or mention, or given by an expression. */
export const userTarget = target({ ...user, several: false });

/** A user, or several. */
export const userTargets = target({ ...user, several: true });

/** Roles of the guild, by id, mention or name. */
export const roleTargets = target({
  kind: "role",
  entities: ["role"],
  mention: /^<@&(\d+)>$/,
  byName: true,
  several: true,
});

export const roleTarget = target({
  kind: "role",
  entities: ["role"],
  mention: /^<@&(\d+)>$/,
  byName: true,
  several: false,
});

/** A channel, thread or category, by id, mention or name. */
export const channelTarget = target({
  kind: "channel",
  entities: ["channel", "thread"],
  mention: /^<#(\d+)>$/,
  byName: true,
  several: false,
});

/** A message, by id or as the object. */
export const messageTarget = target({
  kind: "message",
  entities: ["message"],
  mention: undefined,
  byName: false,
  several: false,
});

/** A guild, by id. */
export const guildTarget = target({
  kind: "guild",
  entities: ["guild"],
  mention: undefined,
  byName: false,
  several: false,
});
