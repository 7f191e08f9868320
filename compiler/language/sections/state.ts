import { entryOf, keyText, type MapNode, type Node, synthetic, valueAt } from "../../source/node.ts";
import { defineSection } from "../section.ts";
import { changeValue, changeValues, expectMap, without } from "../section-forms.ts";
import { union, unionWith } from "../section-merge.ts";

const SCOPES = ["global", "guild", "channel", "user", "member"] as const;

/** Fields of a variable's declaration, by which it is told from a map that is itself the default. */
const DECLARATION_FIELDS: ReadonlySet<string> = new Set(["type", "default", "persist", "ttl"]);

export default defineSection({
  name: "state",
  summary: "Variables and tables that outlive a handler, and where they are kept.",
  normalise: (node, context) => {
    const state = variablesFromScopes(expectMap("state", node, context));
    return changeValue(state, "tables", (tables) =>
      changeValues(tables, (table) => changeValue(table, "columns", columnsFromTypes)),
    );
  },
  merge: unionWith({ variables: union, tables: union }),
  supported: true,
});

/** `{global: {name: value}}`, a form of the documentation, declares variables with their defaults. */
function variablesFromScopes(state: MapNode): MapNode {
  const scopes = SCOPES.filter((scope) => entryOf(state, scope)?.value.kind === "map");
  if (scopes.length === 0) return state;
  const declared = scopes.flatMap((scope) => {
    const entry = entryOf(state, scope)!;
    const scopeNode = synthetic.scalar(scope, entry.key.span);
    return (entry.value as MapNode).entries.map(({ key, value }) => ({
      key,
      value: declaration(value, scopeNode),
    }));
  });
  const variables = synthetic.map([], state.span) as MapNode;
  const fromScopes: MapNode = { ...variables, entries: declared };
  const written = valueAt(state, "variables");
  const merged = written === undefined ? fromScopes : union(fromScopes, written);
  const key =
    entryOf(state, "variables")?.key ?? synthetic.scalar("variables", entryOf(state, scopes[0]!)!.key.span);
  return {
    kind: "map",
    entries: [...without(state, ...scopes, "variables"), { key, value: merged }],
    span: state.span,
  };
}

function declaration(value: Node, scope: Node): Node {
  const isDeclaration =
    value.kind === "map" &&
    value.entries.length > 0 &&
    value.entries.every((entry) => DECLARATION_FIELDS.has(keyText(entry)));
  const rest = isDeclaration
    ? value.entries.map(({ key, value }) => [key, value] as const)
    : [["default", value] as const];
  return synthetic.map([["scope", scope], ...rest], value.span);
}

/** `{name: string}` stands for `{name: {type: string}}`. */
function columnsFromTypes(columns: Node): Node {
  return changeValues(columns, (column) =>
    column.kind === "scalar" && column.value !== null
      ? synthetic.map([["type", column]], column.span)
      : column,
  );
}
