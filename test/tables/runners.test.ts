import { existsSync } from "node:fs";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { eventually } from "../support/eventually.ts";
import { inProof } from "../support/proof.ts";
import { catalogOf } from "./catalog.ts";
import { Databases, describeDatabases } from "./databases.ts";
import { Project } from "./project.ts";

/** Takes long enough to be interrupted, and writes more than fits into any cache. */
const LONG: Readonly<Record<Databases["dialect"], string>> = {
  sqlite: `INSERT INTO notes (text) WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 400000)
    SELECT 'a rather long text that takes some room ' || i FROM n;`,
  postgres: `INSERT INTO notes (text) SELECT 'a rather long text ' || i FROM generate_series(1, 100000) AS i;
    SELECT pg_sleep(2);`,
};

/** Bots are built and started several times in each. */
vi.setConfig({ testTimeout: 120_000 /* ms */ });

describeDatabases("runners of migrations on %s", (dialect) => {
  let databases: Databases;
  let place: Readonly<Record<string, string>>;
  let project: Project;

  beforeAll(async () => {
    databases = await Databases.start(dialect);
  });
  afterAll(() => databases.remove());
  beforeEach(async () => {
    place = await databases.place();
    project = new Project(place);
    project.write({ text: "string" });
    await project.create("create_notes");
  });
  afterEach(() => project.remove());

  /** Adds a migration that takes a while. */
  async function addLong(): Promise<void> {
    await project.create("fill_notes");
    project.add("0002_fill_notes.up.sql", LONG[dialect]);
    project.add("0002_fill_notes.down.sql", "DELETE FROM notes;");
    await project.build();
  }

  /** Resolves when a runner is in the middle of its long migration. */
  async function inTheMiddle(running: { printed: () => string }): Promise<void> {
    await eventually(async () => {
      if (!running.printed().includes("ran 0001_create_notes")) return false;
      if (dialect === "sqlite") return existsSync(`${place["path"]}-journal`);
      const database = await databases.open(place);
      const busy = await database.read(
        "SELECT 1 FROM pg_stat_activity WHERE query LIKE '%pg_sleep%' AND pid <> pg_backend_pid()",
        [],
      );
      return busy.length > 0;
    }, 20_000);
  }

  async function count(): Promise<number> {
    const database = await databases.open(place);
    const [row] = await database.read("SELECT count(*) AS n FROM notes", []);
    return Number(row!["n"]);
  }

  inProof("of two that start together one waits, and each migration is run once", async () => {
    await addLong();
    const outcomes = await Promise.all([project.run(["migrate:run"]), project.run(["migrate:run"])]);
    for (const { code, stderr } of outcomes) expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const all = outcomes.map(({ stdout }) => stdout).join("");
    for (const name of ["0001_create_notes", "0002_fill_notes"])
      expect(all.split(`ran ${name}`)).toHaveLength(2);
    expect(await count()).toBe(dialect === "sqlite" ? 400_000 : 100_000);
  });

  it("one that is killed in the middle leaves what the next one completes", async () => {
    await addLong();
    const running = project.start(["migrate:run"]);
    await inTheMiddle(running);
    running.child.kill("SIGKILL");
    expect((await running.ended).code).toBeNull();

    expect((await project.run(["migrate:status"])).stdout).toBe(
      "run      0001_create_notes (additive)\npending  0002_fill_notes (additive)\n",
    );
    expect(await count()).toBe(0);
    const again = await project.run(["migrate:run"]);
    expect(again).toMatchObject({ code: 0, stdout: expect.stringContaining("ran 0002_fill_notes") });
    expect(await count()).toBe(dialect === "sqlite" ? 400_000 : 100_000);
    if (dialect === "sqlite") {
      const database = await databases.open(place);
      expect(await database.read("PRAGMA integrity_check", [])).toEqual([{ integrity_check: "ok" }]);
    }
  });

  inProof("one that fails leaves the database as it was", async () => {
    await project.create("broken");
    project.add(
      "0002_broken.up.sql",
      "INSERT INTO notes (text) VALUES ('lost');\nINSERT INTO nowhere VALUES (1);",
    );
    await project.build();
    const { code, stdout, stderr } = await project.run(["migrate:run"]);
    expect({ code, stdout }).toEqual({ code: 3, stdout: "ran 0001_create_notes\n" });
    expect(stderr).toMatch(/0002_broken.*nowhere/);
    expect(await count()).toBe(0);
    expect((await project.run(["migrate:status"])).stdout).toContain("pending  0002_broken");
  });

  inProof("refuses what loses values until that is allowed", async () => {
    project.write({ other: "number" });
    await project.create("drop_text", true);
    await project.build();
    const refused = await project.run(["migrate:run"]);
    expect(refused).toMatchObject({ code: 3, stdout: "" });
    expect(refused.stderr).toContain("0002_drop_text loses values: add --allow-destructive if that is meant");
    expect(await project.run(["migrate:run", "--allow-destructive"])).toMatchObject({ code: 0, stderr: "" });
    expect(await project.run(["migrate:run"])).toMatchObject({
      code: 0,
      stdout: "the database has all migrations\n",
    });
  });

  inProof("notices a migration that was changed after it had been run", async () => {
    await project.build();
    expect(await project.run(["migrate:run"])).toMatchObject({ code: 0 });
    project.add("0001_create_notes.up.sql", "-- more");
    await project.build();
    const { code, stderr } = await project.run(["migrate:run"]);
    expect(code).toBe(3);
    expect(stderr).toContain("0001_create_notes is not what it was when it was run");
    expect((await project.run(["migrate:status"])).stdout).toBe("changed  0001_create_notes (additive)\n");
  });

  inProof("a bot starts behind no migration, and ahead of none that it could not live with", async () => {
    const start = async (out: string) => {
      const environment = { DISCORD_TOKEN: "x", DISCORD_API_URL: "http://127.0.0.1:1/api" };
      const { stdout } = await project.start([], out, environment).ended;
      return stdout;
    };
    await project.build("old");
    expect(await start("old")).toMatch(/The database lacks 0001_create_notes: type `furlow migrate:run`/);
    await project.run(["migrate:run"], "old");
    expect(await start("old")).not.toMatch(/migrat/);

    project.write({ text: "string", more: "json" });
    await project.create("add_more");
    await project.build("newer");
    expect(await start("newer")).toMatch(/The database lacks 0002_add_more/);
    await project.run(["migrate:run"], "newer");
    expect(await start("old")).toMatch(
      /"migrations":\["0002_add_more"\].*newer than this bot, which can live with it/,
    );

    project.write({ more: "json" });
    await project.create("drop_text", true);
    await project.build("newest");
    await project.run(["migrate:run", "--allow-destructive"], "newest");
    expect(await start("old")).toMatch(
      /has run 0003_drop_text, which this bot does not know and cannot live with/,
    );
    expect(await project.run(["migrate:rollback"], "newest")).toMatchObject({
      stdout: "undid 0003_drop_text\n",
    });
    expect(await start("newer")).not.toMatch(/migrat/);
    expect(await project.run(["migrate:rollback", "--to", "0"], "newest")).toMatchObject({
      stdout: "undid 0002_add_more\nundid 0001_create_notes\n",
    });
    expect(await catalogOf(await databases.open(place))).toEqual([]);
  });
});
