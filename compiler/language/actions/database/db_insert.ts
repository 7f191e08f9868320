import { rowType } from "../../../2-check/tables.ts";
import { defineAction } from "../../action.ts";
import { tableName } from "../../fields/named-things.ts";
import { checkColumns, values } from "../../fields/rows.ts";

export default defineAction({
  name: "db_insert",
  category: "database",
  summary: "Adds a row to a table; `as` stores it, with the key that the table gave it.",
  fields: {
    table: tableName("Which table.", { required: true }),
    data: values("The row.", { required: true, aliases: ["values"] }),
  },
  cost: 1,
  result: ({ table }) => rowType(table!.declared),
  example:
    '- db_insert:\n    table: notes\n    data:\n      author: "${user.id}"\n      text: Hello\n    as: note',
  check({ fields }, context) {
    checkColumns(fields.table!, fields.data, context);
  },
});
