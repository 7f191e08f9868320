import { types } from "../../../expression/types.ts";
import { defineAction } from "../../action.ts";
import { tableName } from "../../fields/named-things.ts";
import { checkColumns, values } from "../../fields/rows.ts";

export default defineAction({
  name: "db_delete",
  category: "database",
  summary: "Removes the rows that match; `as` stores how many.",
  fields: {
    table: tableName("Which table.", { required: true }),
    where: values("Columns with the values of the rows to remove.", { required: true }),
  },
  cost: 1,
  result: types.number,
  example: "- db_delete:\n    table: notes\n    where:\n      id: 1\n    as: removed",
  check({ fields }, context) {
    checkColumns(fields.table!, fields.where, context);
  },
});
