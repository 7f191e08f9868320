import { ir } from "../../../3-lower/ir.ts";
import { types } from "../../../expression/types.ts";
import { defineAction } from "../../action.ts";
import { tableName } from "../../fields/named-things.ts";
import { checkWhere, lowerTable, meansAllRows, values } from "../../fields/rows.ts";

export default defineAction({
  name: "db_delete",
  category: "database",
  summary: "Removes the rows that match; `as` stores how many.",
  fields: {
    table: tableName("Which table.", { required: true }),
    where: values("Columns with the values of the rows to remove; `{}` for all rows.", { required: true }),
  },
  cost: 1,
  result: types.number,
  example: "- db_delete:\n    table: notes\n    where:\n      id: 1\n    as: removed",
  check({ fields }, context) {
    checkWhere(fields.table!, fields.where, context);
  },
  lower({ fields }, lower) {
    const where = fields.where!;
    const removal = meansAllRows(where)
      ? []
      : [ir.object([{ key: "where", value: lower.value(where.whole) }])];
    const args = [lower.ctx, lowerTable(fields.table!), ...removal];
    return { value: ir.await(ir.call(ir.runtime("dbDelete"), args)) };
  },
});
