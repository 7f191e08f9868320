import { rowType } from "../../../2-check/tables.ts";
import { ir } from "../../../3-lower/ir.ts";
import { types } from "../../../expression/types.ts";
import { defineAction } from "../../action.ts";
import { tableName } from "../../fields/named-things.ts";
import { checkRows, lowerTable, rows } from "../../fields/rows.ts";

export default defineAction({
  name: "db_insert",
  category: "database",
  summary:
    "Adds a row to a table, or several; `as` stores what was added, with the keys that the table gave.",
  fields: {
    table: tableName("Which table.", { required: true }),
    data: rows("The row, or a list of rows.", { required: true, aliases: ["values"] }),
  },
  cost: 1,
  result({ table, data }) {
    const row = rowType(table!.declared);
    if (data!.whole.kind === "map" || data!.whole.type.kind === "map") return row;
    return data!.whole.type.kind === "list" ? types.list(row) : types.unknown;
  },
  example:
    '- db_insert:\n    table: notes\n    data:\n      author: "${user.id}"\n      text: Hello\n    as: note',
  check({ fields }, context) {
    checkRows(fields.table!, fields.data!, context);
  },
  lower({ fields }, lower) {
    const args = [lower.ctx, lowerTable(fields.table!), lower.value(fields.data!.whole)];
    return { value: ir.await(ir.call(ir.runtime("dbInsert"), args)) };
  },
});
