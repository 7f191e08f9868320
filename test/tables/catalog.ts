import type { SqlDatabase } from "../../runtime-lib/state/sql-database.ts";

const SQLITE = [
  `SELECT t.name AS "table", c.name, c.type, c."notnull", c.dflt_value AS initial, c.pk,
     t.sql LIKE '%AUTOINCREMENT%' AS generated
   FROM sqlite_master t JOIN pragma_table_info(t.name) c
   WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite%' AND t.name NOT LIKE 'furlow%'`,
  `SELECT t.name AS "table", i.name, i."unique", i.origin,
     (SELECT group_concat(x.name || ' ' || x.desc, ',') FROM pragma_index_xinfo(i.name) x WHERE x.key) AS columns
   FROM sqlite_master t JOIN pragma_index_list(t.name) i
   WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite%' AND t.name NOT LIKE 'furlow%'`,
];

const POSTGRES = [
  `SELECT table_name, column_name, data_type, collation_name, is_nullable, column_default, is_identity,
     identity_generation
   FROM information_schema.columns WHERE table_schema = 'public' AND table_name NOT LIKE 'furlow%'`,
  `SELECT tablename, indexname, indexdef FROM pg_indexes
   WHERE schemaname = 'public' AND tablename NOT LIKE 'furlow%'`,
  `SELECT conrelid::regclass::text AS "table", conname, contype, pg_get_constraintdef(oid) AS definition
   FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND conrelid::regclass::text NOT LIKE 'furlow%'`,
];

/** Everything that a database says of its tables, sorted: the order in which things were made does not count. */
export async function catalogOf(database: SqlDatabase): Promise<string[]> {
  const queries = database.dialect === "sqlite" ? SQLITE : POSTGRES;
  const rows = await Promise.all(queries.map((sql) => database.read(sql, [])));
  return rows
    .flat()
    .map((row) => JSON.stringify(row))
    .sort();
}
