import { rowType } from "../../../2-check/tables.ts";
import { present } from "../../../3-lower/context.ts";
import { ir } from "../../../3-lower/ir.ts";
import { types } from "../../../expression/types.ts";
import { defineAction } from "../../action.ts";
import { tableName } from "../../fields/named-things.ts";
import { numberWithin } from "../../fields/numbers.ts";
import {
  checkColumnNames,
  checkWhere,
  columnNames,
  lowerTable,
  ordering,
  values,
} from "../../fields/rows.ts";

export default defineAction({
  name: "db_query",
  category: "database",
  summary: "Reads the rows that match; `as` stores the list of them.",
  fields: {
    table: tableName("Which table.", { required: true }),
    where: values("Columns with the values of the rows to read; all rows when left out."),
    select: columnNames("The columns to read; all when left out."),
    order_by: ordering("Columns to sort by, each with ASC or DESC."),
    limit: numberWithin({ minimum: 0, maximum: 10_000, whole: true })("How many rows at most."),
    offset: numberWithin({ minimum: 0, maximum: 1_000_000, whole: true })(
      "How many rows to pass over first.",
    ),
  },
  cost: 1,
  result: ({ table, select }) =>
    types.list(
      rowType(
        table!.declared,
        select?.map(({ name }) => name),
      ),
    ),
  example:
    '- db_query:\n    table: notes\n    where:\n      author: "${user.id}"\n    order_by: id DESC\n    limit: 10\n    as: notes',
  check({ fields }, context) {
    const { table, where, select, order_by } = fields;
    checkWhere(table!, where, context);
    if (select !== undefined) checkColumnNames(table!, select, context);
    if (order_by !== undefined) checkColumnNames(table!, order_by.columns, context);
  },
  lower({ fields }, lower) {
    const { table, where, select, order_by, limit, offset } = fields;
    const query = present({
      where: where && lower.value(where.whole),
      select: select && ir.array(select.map(({ name }) => ir.literal(name))),
      orderBy: order_by && lower.text(order_by.text),
      limit: limit && lower.number(limit),
      offset: offset && lower.number(offset),
    });
    const args = [lower.ctx, lowerTable(table!), ...(query.length > 0 ? [ir.object(query)] : [])];
    return { value: ir.await(ir.call(ir.runtime("dbQuery"), args)) };
  },
});
