import type { PostgresSettings } from "../../../runtime-lib/state/postgres/settings.ts";
import type { ExaminedBot } from "../bot.ts";
import { advice, config, type DoctorCheck, type Finding, ok, problem } from "../check.ts";
import type { PostgresFacts } from "../services/postgres.ts";
import { shown } from "../services/within.ts";

const POSTGRES = config(
  'state:\n  storage: { type: postgres, url: "${env.DATABASE_URL}", pool: { min: 2, max: 10 } }',
);

/** What PostgreSQL allows where nobody has changed it. */
const USUAL_CONNECTIONS = 100 - 3;

export default {
  name: "state",
  title: "State and its database",
  order: 30,
  covers: ["Configure PostgreSQL with connection pooling"],
  examine(bot) {
    const type = bot.value("state.storage.type");
    const keeps = bot.checked.variables.some(({ persist }) => persist) || bot.checked.tables.length > 0;
    if (type === "memory") return [inMemory(bot, keeps)];
    if (type === "sqlite") return [inFile(bot)];
    if (type === "redis") return [ok("Redis: PostgreSQL is not needed because there are no tables")];
    if (type !== "postgres") return [ok("a variable says where state is kept")];
    return [pooled(bot), ...migrated(bot)];
  },
  async live(bot, services) {
    if (bot.value("state.storage.type") !== "postgres") return [];
    const settings = settingsOf(bot);
    if (settings === undefined)
      return [
        advice({
          set: "nothing here says where PostgreSQL is",
          fix: "DATABASE_URL=postgres://… furlow doctor --live",
          cost: "it was not asked",
        }),
      ];
    const { url } = settings;
    const place = typeof url === "string" ? shown(url) : `${settings.host ?? "localhost"}`;
    const answer = await services.postgres(settings);
    if ("failure" in answer)
      return [
        problem({
          set: place,
          missing: answer.failure,
          fix: "start it, or correct its address",
          cost: "the bot does not start without it",
        }),
      ];
    return [connections(bot, answer.value, place), ...pending(bot, answer.value)];
  },
} satisfies DoctorCheck;

function inMemory(bot: ExaminedBot, keeps: boolean): Finding {
  if (!keeps) return ok("memory: PostgreSQL is not needed because nothing is kept");
  const fix = bot.isSpread ? POSTGRES : config("state: { storage: { type: sqlite, path: ./data/bot.db } }");
  const cost = "a restart forgets all of it, a new version too";
  return problem({ set: "memory", missing: "a place for what the bot keeps", fix, cost });
}

function inFile(bot: ExaminedBot): Finding {
  if (!bot.isSpread) return ok("SQLite: PostgreSQL is not needed because one process has the file");
  const missing = "a database that several processes share";
  return problem({ set: "SQLite", missing, fix: POSTGRES, cost: "a file of SQLite belongs to one process" });
}

function largestPool(bot: ExaminedBot): number {
  const { value } = bot.config.get("state.storage.pool.max");
  return typeof value === "number" ? value : Number(bot.text("state.storage.pool.max") ?? 10);
}

/** Connections at most; while a version is brought out, one process more has its own. */
function demandOf(bot: ExaminedBot): number {
  return largestPool(bot) * (bot.processes + (bot.placement === "leased" ? 1 : 0));
}

function pooled(bot: ExaminedBot): Finding {
  const pool = largestPool(bot);
  const demand = demandOf(bot);
  const set = `PostgreSQL, pools of ${pool}: ${demand} connections at most`;
  if (demand <= USUAL_CONNECTIONS) return ok(set);
  return advice({
    set,
    missing: `a server allows ${USUAL_CONNECTIONS} where nobody has changed it`,
    fix: config(`state: { storage: { pool: { max: ${fitting(bot, USUAL_CONNECTIONS)} } } }`),
    cost: "processes that come last get no connection: their handlers fail with E4004",
  });
}

function fitting(bot: ExaminedBot, available: number): number {
  return Math.max(1, Math.floor(available / (demandOf(bot) / largestPool(bot))));
}

function migrated({ checked }: ExaminedBot): Finding[] {
  if (checked.tables.length === 0) return [];
  if (checked.migrations !== undefined)
    return [ok(`tables with ${checked.migrations.names.length} migrations`)];
  return [
    advice({
      set: "tables without migrations",
      missing: "files that say how the database gets from one version to the next",
      fix: "furlow migrate:create",
      cost: "the first change of a table has no way back, and none to be read before it runs",
    }),
  ];
}

function connections(bot: ExaminedBot, { version, available, used }: PostgresFacts, place: string): Finding {
  const demand = demandOf(bot);
  const set = `${place}: PostgreSQL ${version}, ${used} of ${available} connections in use, the bot may take ${demand}`;
  if (demand <= available) return ok(set);
  return problem({
    set,
    missing: `${demand - available} connections`,
    fix: config(`state: { storage: { pool: { max: ${fitting(bot, available)} } } }`),
    cost: "processes that come last get no connection: their handlers fail with E4004",
  });
}

function pending({ checked }: ExaminedBot, { migrations }: PostgresFacts): Finding[] {
  const names = checked.migrations?.names ?? [];
  const missing = names.filter((name) => !(migrations ?? []).includes(name));
  if (names.length === 0) return [];
  if (missing.length === 0) return [ok("every migration has run")];
  return [
    problem({
      set: `${names.length - missing.length} of ${names.length} migrations have run`,
      missing: missing.join(", "),
      fix: "furlow migrate:run",
      cost: "this version does not start on that database",
    }),
  ];
}

function settingsOf(bot: ExaminedBot): PostgresSettings | undefined {
  const text = bot.text.bind(bot);
  const url = text("state.storage.primary") ?? text("state.storage.url");
  const { value: ssl } = bot.config.get("state.storage.ssl");
  const shared = { ssl: typeof ssl === "boolean" ? ssl : undefined };
  if (url !== undefined) return { ...shared, url };
  const host = text("state.storage.host");
  if (host === undefined) return undefined;
  return {
    ...shared,
    host,
    port: text("state.storage.port"),
    database: text("state.storage.database"),
    user: text("state.storage.user"),
    password: text("state.storage.password"),
  };
}
