import { afterAll, beforeAll, expect, it } from "vitest";
import { dbQuery } from "../../runtime-lib/actions/database/db_query.ts";
import type { SqlDatabase, SqlValue } from "../../runtime-lib/state/sql-database.ts";
import type { Scoped } from "../../runtime-lib/state/state-variable.ts";
import { table } from "../../runtime-lib/state/tables/table.ts";
import { Stage } from "../support/stage.ts";
import { Databases, describeDatabases } from "./databases.ts";

/** Rows of the leaderboard; `npm run proof:tables` has a million. */
const ROWS = Number(process.env["FURLOW_PROOF_ROWS"] ?? 20_000);
/** Members of one guild. */
const MEMBERS = 1_000;
/** What a bot's memory may grow by while it asks, whatever the number of rows. */
const GROWTH = 40 * 2 ** 20; /* bytes */
const SLOW = 60_000 + ROWS / 10; /* ms */

const DOCUMENT = `version: "1"
state:
  tables:
    members:
      columns:
        id: { type: number, primary: true }
        guild_id: string
        user_id: string
        xp: { type: number, default: 0 }
      indexes:
        - [guild_id, xp]
commands:
  - name: top
    description: The best of a guild
    options: [{ name: guild, type: string, required: true }]
    actions:
      - db_query:
          table: members
          where: { guild_id: "\${options.guild}" }
          order_by: xp DESC
          limit: 10
          as: rows
      - reply: "\${rows.map(r => r.xp).join(',')}"
`;

const members = table("members", {
  columns: {
    id: { type: "number", primary: true },
    guild_id: { type: "string" },
    user_id: { type: "string" },
    xp: { type: "number", default: 0 },
  },
  indexes: [["guild_id", "xp"]],
});

const FILL: Readonly<Record<Databases["dialect"], string>> = {
  sqlite: `INSERT INTO members (guild_id, user_id, xp)
    WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < $1 - 1)
    SELECT CAST(i / $2 AS TEXT), CAST(i AS TEXT), (i * 7919) % 100003 FROM n`,
  postgres: `INSERT INTO members (guild_id, user_id, xp)
    SELECT (i / $2::int)::text, i::text, (i::bigint * 7919) % 100003 FROM generate_series(0, $1::int - 1) AS i`,
};

describeDatabases(`a leaderboard of ${ROWS} rows in %s`, (dialect) => {
  let databases: Databases;
  let place: Readonly<Record<string, string>>;
  let stage: Stage;
  let database: SqlDatabase;

  beforeAll(async () => {
    databases = await Databases.start(dialect);
    place = await databases.place();
    stage = await Stage.open({
      source: {
        "furlow.yaml": DOCUMENT,
        "furlow.config.yaml": `state:\n  storage: ${JSON.stringify(place)}\n`,
      },
    });
    database = await databases.open(place);
  }, SLOW);
  afterAll(async () => {
    await stage.close();
    await databases.remove();
  });

  /** What the bot answers. */
  async function ask(guild: number): Promise<string> {
    const { control } = stage.sim;
    const { interactionId } = await control.slash({ command: "top", options: { guild: String(guild) } });
    const { data } = await control.waitForResponse(interactionId).catch((error: Error) => {
      throw new Error(`${error.message}\n${stage.bot.transcript()}`);
    });
    return String(data?.["content"]);
  }

  it(
    "is an indexed query, and the bot's memory does not grow with the rows",
    async () => {
      await ask(0);
      const before = stage.bot.residentBytes();
      await database.write(FILL[dialect], [ROWS, MEMBERS]);
      if (dialect === "postgres") await database.write("ANALYZE members", []);
      const guilds = Math.ceil(ROWS / MEMBERS);
      for (let i = 0; i < 200; i++) expect((await ask(i % guilds)).split(",")).toHaveLength(10);
      expect(stage.bot.residentBytes() - before).toBeLessThan(GROWTH);
    },
    SLOW,
  );

  it("uses the index for the condition and the order", async () => {
    const asked: { sql: string; parameters: readonly SqlValue[] }[] = [];
    const listening = {
      ...database,
      dialect,
      read: async (sql: string, parameters: readonly SqlValue[]) => {
        asked.push({ sql, parameters });
        return database.read(sql, parameters);
      },
    };
    const ctx = { bot: { database: listening }, quota: { spend: () => {} } } as unknown as Scoped;
    const rows = await dbQuery(ctx, members, { where: { guild_id: "3" }, orderBy: "xp DESC", limit: 10 });
    expect(rows).toHaveLength(10);
    const [{ sql, parameters }] = asked as [(typeof asked)[number]];
    const explain = dialect === "sqlite" ? "EXPLAIN QUERY PLAN" : "EXPLAIN";
    const plan = JSON.stringify(await database.read(`${explain} ${sql}`, parameters));
    if (dialect === "sqlite") {
      expect(plan).toContain("SEARCH members USING INDEX members__guild_id__xp__index (guild_id=?)");
      expect(plan).not.toContain("TEMP B-TREE");
    } else {
      expect(plan).toContain("Index Scan Backward using members__guild_id__xp__index");
      expect(plan).not.toContain("Sort");
    }
  });
});
