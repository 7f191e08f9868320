import { present } from "../../../3-lower/context.ts";
import { ir } from "../../../3-lower/ir.ts";
import { types } from "../../../expression/types.ts";
import { defineAction } from "../../action.ts";
import { tableName } from "../../fields/named-things.ts";
import { checkColumns, checkWhere, lowerTable, meansAllRows, values } from "../../fields/rows.ts";
import { boolean } from "../../fields/values.ts";

export default defineAction({
  name: "db_update",
  category: "database",
  summary: "Changes the rows that match; `as` stores how many.",
  fields: {
    table: tableName("Which table.", { required: true }),
    where: values("Columns with the values of the rows to change; `{}` for all rows.", { required: true }),
    data: values("The columns to change.", { required: true, aliases: ["values"] }),
    upsert: boolean("Whether a row is added when none matches."),
  },
  cost: 1,
  result: types.number,
  example:
    "- db_update:\n    table: notes\n    where:\n      id: 1\n    data:\n      text: Changed\n    as: changed",
  check({ fields }, context) {
    checkWhere(fields.table!, fields.where, context);
    checkColumns(fields.table!, fields.data, context);
  },
  lower({ fields }, lower) {
    const { table, where, data, upsert } = fields;
    const change = present({
      where: meansAllRows(where!) ? undefined : lower.value(where!.whole),
      data: lower.value(data!.whole),
      upsert: upsert && lower.boolean(upsert),
    });
    const args = [lower.ctx, lowerTable(table!), ir.object(change)];
    return { value: ir.await(ir.call(ir.runtime("dbUpdate"), args)) };
  },
});
