import { describe, expect, onTestFinished, test } from "vitest";
import { composeAmounts } from "../../compiler/4-emit/deploy/compose/amounts.ts";
import { composeFile, composeFiles } from "../../compiler/4-emit/deploy/compose/index.ts";
import { composeProblem, hasCompose } from "../support/compose.ts";
import { temporaryFolder, writeFiles } from "../support/temporary.ts";
import { FIXED, FIXED_FILES, LEASED, modelOf, SINGLE, SINGLE_FILES, WATCHED } from "./model.ts";

const PER_SHARD = FIXED.replace("deploy: {", "deploy: { compose: { shards: 4 },");
const PER_SHARD_FILES = FIXED_FILES.replace("total_shards: 6", "total_shards: 2").replace(
  "replicas: 2",
  "compose: { shards: 2 }",
);

const BY_FILE = LEASED.replace("replicas: 3", "compose: { secrets: file }");

describe("the compose file", () => {
  test("runs a bot whose shards are shared as one service, with the servers that the configuration leaves open", () => {
    const { name, services, volumes } = composeFile(modelOf(LEASED, { hasMigrations: true }));
    expect(name).toBe("leased");
    expect(Object.keys(services)).toEqual(["bot", "migrate", "redis", "postgres"]);
    expect(Object.keys(volumes!)).toEqual(["postgres", "redis"]);
    const { bot, migrate } = services;
    expect(bot!.volumes).toEqual(["/var/log/furlow"]);
    expect(bot).toMatchObject({
      image: "registry.example.org/team/bot:b0123456789ab",
      restart: "unless-stopped",
      stop_grace_period: "30s",
      read_only: true,
      cap_drop: ["ALL"],
      healthcheck: { test: ["CMD", "node", "/app/bot.mjs", "--health"] },
      depends_on: {
        redis: { condition: "service_healthy" },
        postgres: { condition: "service_healthy" },
        migrate: { condition: "service_completed_successfully" },
      },
      deploy: {
        replicas: 3,
        resources: {
          limits: { cpus: "0.5", memory: "512m", pids: 128 },
          reservations: { cpus: "0.2", memory: "256m" },
        },
      },
    });
    const password = "${POSTGRES_PASSWORD:?set POSTGRES_PASSWORD in .env to letters and digits}";
    expect(bot!.environment).toEqual({
      HEALTH_PORT: "8080",
      FURLOW_ASSIGNMENT: "lease",
      DATABASE_URL: `\${DATABASE_URL:-postgres://bot:${password}@postgres:5432/bot}`,
      DISCORD_TOKEN: "${DISCORD_TOKEN:?set DISCORD_TOKEN in .env}",
      REDIS_URL: "${REDIS_URL:-redis://redis:6379}",
      DISCORD_REST_PROXY: null,
      FURLOW_EGRESS_ADDRESS: null,
      GREETING: null,
      LOG_LEVEL: null,
    });
    expect(migrate).toMatchObject({ command: ["migrate:run"], restart: "no" });
  });

  test("runs one service a shard where it is to, each with its files", () => {
    const { services } = composeFile(modelOf(PER_SHARD));
    expect(Object.keys(services)).toEqual(["bot-0", "bot-1", "bot-2", "bot-3", "redis"]);
    expect(services["bot-3"]!.environment).toMatchObject({
      FURLOW_ASSIGNMENT: "static",
      SHARD_ID: "3",
      TOTAL_SHARDS: "4",
      BROKER: "${BROKER:-redis://redis:6379}",
    });
    expect(services["bot-3"]!.environment).not.toHaveProperty("FURLOW_PROCESSES");
    const files = composeFile(modelOf(PER_SHARD_FILES)).services;
    expect(Object.keys(files)).toEqual(["bot-0", "bot-1"]);
    expect(files["bot-1"]!.volumes).toEqual(["files-1:/data/.furlow/sessions"]);
  });

  test("shares shards by leases where nothing is said of services, and a single process shares nothing", () => {
    const { services } = composeFile(modelOf(FIXED_FILES));
    expect(Object.keys(services)).toEqual(["bot", "redis"]);
    expect(services["bot"]!.environment).toMatchObject({
      FURLOW_ASSIGNMENT: "lease",
      REDIS_URL: "${REDIS_URL:-redis://redis:6379}",
    });
    const single = composeFile(modelOf(SINGLE_FILES));
    expect(Object.keys(single.services)).toEqual(["bot"]);
    expect(single.services["bot"]!.environment).not.toHaveProperty("FURLOW_ASSIGNMENT");
    expect(single.services["bot"]!.volumes).toEqual(["files:/data/db"]);
  });

  test("says above what has to be set", () => {
    const { "compose.yaml": text } = composeFiles(modelOf(LEASED));
    expect(text!.split("\n")[1]).toBe(
      "# Set POSTGRES_PASSWORD and DISCORD_TOKEN in a file .env beside this one.",
    );
  });

  test("takes secrets from files where it is to, and no variable holds one", () => {
    const file = composeFile(modelOf(BY_FILE, { hasMigrations: true }));
    const { bot, migrate, postgres } = file.services;
    expect(bot!.environment).toMatchObject({
      DISCORD_TOKEN_FILE: "/run/secrets/DISCORD_TOKEN",
      DATABASE_URL_FILE: "/run/secrets/DATABASE_URL",
      REDIS_URL: "${REDIS_URL:-redis://redis:6379}",
      GREETING: null,
    });
    expect(bot!.secrets).toEqual(["DATABASE_URL", "DISCORD_TOKEN"]);
    expect(migrate!.secrets).toEqual(bot!.secrets);
    expect(postgres!.environment).toMatchObject({ POSTGRES_PASSWORD_FILE: "/run/secrets/POSTGRES_PASSWORD" });
    expect(file.secrets).toEqual({
      DATABASE_URL: { file: "./secrets/DATABASE_URL" },
      DISCORD_TOKEN: { file: "./secrets/DISCORD_TOKEN" },
      POSTGRES_PASSWORD: { file: "./secrets/POSTGRES_PASSWORD" },
    });
    const { "compose.yaml": text } = composeFiles(modelOf(BY_FILE));
    expect(text).not.toContain(":?");
    expect(text).toContain("secrets/DISCORD_TOKEN and secrets/POSTGRES_PASSWORD beside this file");
  });

  test.each([
    [
      { memory: "512Mi", cpu: "500m" },
      { memory: "512m", cpus: "0.5" },
    ],
    [
      { memory: "2Gi", cpu: "1.5" },
      { memory: "2g", cpus: "1.5" },
    ],
    [
      { memory: "100M", cpu: "2" },
      { memory: "100000000b", cpus: "2" },
    ],
  ])("writes amounts as Compose does: %j", (amounts, expected) => {
    expect(composeAmounts(amounts)).toEqual(expected);
  });
});

if (!hasCompose)
  console.warn(
    "NOT TESTED: there is no Docker Compose v2 here, so generated compose files are not validated with it",
  );

// Where it is not, `npm run proof:deploy` says so too: nothing is skipped that could run.
if (hasCompose)
  describe("Docker Compose", () => {
    const SET = { DISCORD_TOKEN: "t", POSTGRES_PASSWORD: "p" };
    const problem = (text: string, environment: Readonly<Record<string, string>> = SET) => {
      const folder = temporaryFolder();
      onTestFinished(() => folder.remove());
      writeFiles(folder.path, { "compose.yaml": text });
      return composeProblem(folder.path, environment);
    };

    test.each([LEASED, BY_FILE, WATCHED, PER_SHARD, PER_SHARD_FILES, FIXED_FILES, SINGLE, SINGLE_FILES])(
      "takes the compose file of %j",
      (config) => {
        const { "compose.yaml": text } = composeFiles(modelOf(config, { hasMigrations: true }));
        expect(problem(text!)).toBe("");
      },
    );

    test("does not take one with a mistake, nor one whose secrets are not set", () => {
      const { "compose.yaml": text } = composeFiles(modelOf(LEASED));
      expect(problem(text!.replace("restart:", "restarts:"))).toContain("restarts");
      expect(problem(text!, { POSTGRES_PASSWORD: "p" })).toContain("set DISCORD_TOKEN in .env");
    });
  });
