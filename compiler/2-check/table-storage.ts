import type { LoadedProject } from "../1-load/index.ts";
import type { Diagnostics } from "../diagnostics/diagnostics.ts";
import { didYouMean } from "../diagnostics/suggest.ts";
import { describeKind, isText, itemsAt, type Node, valueAt } from "../source/node.ts";
import { checkTables, type Table } from "./tables.ts";

/** Storage that has no tables. */
const WITHOUT_TABLES = "redis";

/** The tables of a project: what the document declares, with the indexes that the configuration adds. */
export function declaredTables(
  { document, config }: Pick<LoadedProject, "document" | "config">,
  diagnostics: Diagnostics,
): ReadonlyMap<string, Table> {
  const state = valueAt(document, "state");
  const tables = new Map(
    checkTables(state?.kind === "map" ? valueAt(state, "tables") : undefined, diagnostics),
  );
  const [first] = tables.values();
  const { value, node } = config.get("state.storage.type");
  if (first !== undefined && value === WITHOUT_TABLES) {
    const related = node === undefined ? [] : [{ span: node.span, message: "where the bot keeps its state" }];
    diagnostics.report("tables-need-sql", first.span, { storage: value, table: first.name }, related);
  }
  const indexes = config.get("state.storage.indexes").node;
  for (const item of indexes?.kind === "list" ? indexes.items : []) addIndex(item, tables, diagnostics);
  return tables;
}

/** `{table: warnings, columns: [guild_id, user_id]}`. */
function addIndex(item: Node, tables: Map<string, Table>, diagnostics: Diagnostics): void {
  const name = item.kind === "map" ? valueAt(item, "table") : undefined;
  const columns = item.kind === "map" ? itemsAt(item, "columns") : [];
  if (item.kind !== "map" || name === undefined || !isText(name) || columns.length === 0) {
    const expected = "a map such as {table: warnings, columns: [guild_id, user_id]}";
    diagnostics.report("wrong-kind", item.span, { expected, found: describeKind(item) });
    return;
  }
  const table = tables.get(name.value);
  if (table === undefined) {
    const suggestion = didYouMean(name.value, tables.keys());
    diagnostics.report("unknown-table", name.span, { name: name.value, suggestion });
    return;
  }
  const names = columns.flatMap((column) => {
    const text = isText(column) ? column.value : "";
    if (table.columns.has(text)) return [text];
    const suggestion = didYouMean(text, table.columns.keys());
    diagnostics.report("unknown-column", column.span, { table: table.name, column: text, suggestion });
    return [];
  });
  if (names.length > 0) tables.set(table.name, { ...table, indexes: [...table.indexes, names] });
}
