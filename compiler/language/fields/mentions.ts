import { checkFields } from "../../2-check/fields.ts";
import { checkTemplate, wrongKind } from "../../2-check/values/expressions.ts";
import { type LowerContext, present } from "../../3-lower/context.ts";
import { type Expression, ir } from "../../3-lower/ir.ts";
import { isTemplate } from "../../expression/parse/template.ts";
import type { Typed } from "../../expression/typed.ts";
import { isText } from "../../source/node.ts";
import { type Checked, fieldKind } from "../field.ts";
import { type ListOf, listOrTemplate } from "./list-or-template.ts";
import { userTarget } from "./targets.ts";
import { boolean } from "./values.ts";
import { word } from "./words.ts";

const KINDS = ["users", "roles", "everyone"];

const kinds = listOrTemplate<Typed>("kind of mention", word(KINDS)("").check);
const ids = listOrTemplate<Typed>("id", userTarget("").check);

const mentionFields = {
  parse: kinds("Kinds of mentions that ping: users, roles, everyone."),
  users: ids("Users who are pinged."),
  roles: ids("Roles that are pinged."),
  replied_user: boolean("Whether the author of the message it replies to is pinged.", {
    aliases: ["repliedUser"],
  }),
};

/** Whom a message pings: written out, or given by an expression. */
export type AllowedMentions =
  | { readonly kind: "written"; readonly fields: Checked<typeof mentionFields> }
  | { readonly kind: "computed"; readonly value: Typed };

/** Whom a message pings: a map, a list of kinds, `all` or `none`. */
export const allowedMentions = fieldKind<AllowedMentions>(
  "allowed mentions",
  { type: ["object", "array", "string", "boolean"] },
  (node, context) => {
    if (node.kind === "map") {
      const fields = checkFields(mentionFields, node, "allowed_mentions", node.span, context);
      return fields && { kind: "written", fields };
    }
    if (node.kind === "list") {
      const parse = kinds("").check(node, context);
      return parse && { kind: "written", fields: { ...NONE, parse } };
    }
    if (isText(node) && isTemplate(node.value))
      return { kind: "computed", value: checkTemplate(node, context) };
    const word = node.kind === "scalar" ? String(node.value) : "";
    if (word === "none" || word === "false")
      return { kind: "written", fields: { ...NONE, parse: undefined } };
    if (word === "all" || word === "true") {
      const items = KINDS.map(
        (value): Typed => ({
          kind: "literal",
          value,
          type: { kind: "string" },
          span: node.span,
        }),
      );
      const replied: Typed = { kind: "literal", value: true, type: { kind: "boolean" }, span: node.span };
      const parse = { kind: "items", items } as const;
      return { kind: "written", fields: { ...NONE, parse, replied_user: replied } };
    }
    return wrongKind(node, "a map, a list of kinds, all or none", context);
  },
  mentionFields,
);

const NONE = { users: undefined, roles: undefined, replied_user: undefined };

export function lowerMentions(mentions: AllowedMentions, lower: LowerContext): Expression {
  if (mentions.kind === "computed") return ir.call(ir.runtime("mentionsFrom"), [lower.value(mentions.value)]);
  const { parse, users, roles, replied_user } = mentions.fields;
  const properties = ir.object(
    present({
      parse: parse && list(parse, lower),
      users: users && list(users, lower),
      roles: roles && list(roles, lower),
      replied_user: replied_user && lower.boolean(replied_user),
    }),
  );
  const isFixed = [parse, users, roles].every(
    (each) =>
      each === undefined || (each.kind === "items" && each.items.every(({ kind }) => kind === "literal")),
  );
  // What is computed is brought into form when it runs.
  return isFixed ? properties : ir.call(ir.runtime("mentionsFrom"), [properties]);
}

function list(of: ListOf<Typed>, lower: LowerContext): Expression {
  if (of.kind === "computed") return lower.value(of.list);
  return ir.array(of.items.map((each) => lower.value(each)));
}
