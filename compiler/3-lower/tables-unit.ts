import type { CheckedProgram } from "../2-check/program.ts";
import { TABLES_MODULE, type Table, tableSettings } from "../2-check/tables.ts";
import { present } from "../expression/types.ts";
import type { BotPart } from "../language/handler-kind.ts";
import type { Language } from "../language/language.ts";
import { lowerConstant } from "./expressions.ts";
import { ir, irType, type SourceUnit, type Statement } from "./ir.ts";
import type { Needs } from "./needs.ts";
import { lowerType } from "./types.ts";
import { local, place } from "./units.ts";

/** All tables, with a type for the rows of each: `tables.ts`. */
export function tablesUnit(tables: readonly Table[], language: Language): SourceUnit {
  return { path: TABLES_MODULE, statements: tables.flatMap((table) => tableStatements(table, language)) };
}

function tableStatements(table: Table, language: Language): Statement[] {
  const { name, identifier, columns, description, span } = table;
  const row = rowName(identifier);
  const members = [...columns.values()].map((column) => {
    const own = lowerType(present(column.read), language);
    const type = column.read.kind === "optional" ? irType.union(own, irType.keyword("null")) : own;
    return { name: column.name, type, optional: false };
  });
  const args = [ir.literal(name), lowerConstant(tableSettings(table))];
  const declaration = ir.genericCall(ir.runtime("table"), [irType.named(local(row))], args, span);
  const comment = `${description ?? `The table \`${name}\`.`} (${place(span)})`;
  return [
    { kind: "interface", name: row, members, exported: true },
    ir.exported(identifier, declaration, comment, span),
  ];
}

function rowName(identifier: string): string {
  return `${identifier[0]!.toUpperCase()}${identifier.slice(1)}Row`;
}

/** What `startBot` is told of the tables, and how they come to be in the database. */
export function tablesPart({ tables, migrations }: CheckedProgram, needs: Needs): BotPart {
  const all = ir.array(tables.map(({ identifier }) => ir.ref({ module: TABLES_MODULE, name: identifier })));
  if (migrations === undefined) return { key: "tables", value: ir.call(ir.runtime("createdTables"), [all]) };
  for (const [target, source] of migrations.files) needs.asset({ source, target });
  return {
    key: "tables",
    value: ir.call(ir.runtime("migratedTables"), [all, lowerConstant(migrations.names)]),
  };
}
