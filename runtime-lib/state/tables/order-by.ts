import { FurlowError } from "../../errors/errors.ts";
import type { SqlDialect } from "../sql-database.ts";
import { quoted } from "./sql.ts";
import type { Table } from "./table.ts";

/** ` ORDER BY …` for a text such as `level DESC, xp`. What is empty comes first. Throws E4002. */
export function orderClause(table: Table<unknown>, order: string | undefined, dialect: SqlDialect): string {
  if (order === undefined || order.trim() === "") return "";
  const terms = order.split(",").map((part) => {
    const match = /^\s*(\w+)(?:\s+(asc|desc))?\s*$/i.exec(part);
    if (match === null) {
      const hint = "write columns, each with ASC or DESC: level DESC, name";
      throw new FurlowError("E4002", `"${part.trim()}" says no order; ${hint}`);
    }
    const { name, primary } = table.column(match[1]!);
    const descending = match[2]?.toLowerCase() === "desc";
    const direction = descending ? " DESC" : "";
    // PostgreSQL's own rule is the opposite of SQLite's.
    const nulls = dialect === "postgres" && primary !== true ? ` NULLS ${descending ? "LAST" : "FIRST"}` : "";
    return `${quoted(name)}${direction}${nulls}`;
  });
  return ` ORDER BY ${terms.join(", ")}`;
}
