import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { builtBefore } from "../build/project.ts";

/** What users were promised from "Load Balancing" on: each snippet of configuration is here as it stands in the guide. */

const HEALTH_CHECKS = `
health:
  enabled: true
  port: 8080
  path: /health
  checks:
    - discord_gateway
    - database
    - redis
`;

const PROMETHEUS_METRICS = `
analytics:
  prometheus:
    enabled: true
    port: 9090
    labels:
      shard_id: "\${client.shard.ids[0]}"
      environment: production
`;

const LOGGING = `
logging:
  level: info
  format: json  # For log aggregation
  outputs:
    - type: console
    - type: file
      path: /var/log/furlow/bot.log
      rotate: daily
    - type: loki
      url: "\${env.LOKI_URL}"
`;

const CONNECTION_POOLING = `
state:
  storage:
    type: postgres
    connection: "\${env.DATABASE_URL}"
    pool:
      min: 5
      max: 20
      idle_timeout: 30000
`;

const READ_REPLICAS = `
state:
  storage:
    type: postgres
    primary: "\${env.DATABASE_PRIMARY_URL}"
    replicas:
      - "\${env.DATABASE_REPLICA_1_URL}"
      - "\${env.DATABASE_REPLICA_2_URL}"
    read_from_replicas: true
`;

const REDIS_CACHING = `
cache:
  enabled: true
  backend: redis
  url: "\${env.REDIS_URL}"
  default_ttl: 5m

  # Cache specific data
  rules:
    - pattern: "user:*"
      ttl: 10m
    - pattern: "guild:*"
      ttl: 5m
    - pattern: "leaderboard:*"
      ttl: 1m
`;

const CACHE_INVALIDATION = `
events:
  - event: guild_member_update
    actions:
      - cache_invalidate:
          pattern: "member:\${member.guild.id}:\${member.id}"
`;

const DEPLOY = `
deploy: { name: furlow-bot, image: your-registry/furlow-bot }
`;

const DOCUMENT = `version: "1"
name: Guided
state: { variables: { hits: { type: number, default: 0 } } }
${CACHE_INVALIDATION}
`;

const written = (folder: string, path: string) => readFileSync(join(folder, "dist", path), "utf8");

describe("the guide's configuration for running at scale", () => {
  const built = builtBefore({
    "furlow.yaml": DOCUMENT,
    "furlow.config.yaml":
      HEALTH_CHECKS + PROMETHEUS_METRICS + LOGGING + CONNECTION_POOLING + REDIS_CACHING + DEPLOY,
  });

  test("builds without a warning, and what ships the bot follows from it", () => {
    const { folder, report } = built();
    expect(report.environment.filter(({ required }) => required).map(({ name }) => name)).toEqual([
      "DISCORD_TOKEN",
    ]);
    const compose = written(folder, "compose.yaml");
    for (const service of ["redis:", "postgres:", "prometheus:", "grafana:"])
      expect(compose).toContain(service);
    expect(compose).toContain(":/var/log/furlow");
    expect(written(folder, "Dockerfile")).toContain("/var/log/furlow");
    expect(written(folder, "Dockerfile")).toContain("EXPOSE 8080 9090");
    expect(written(folder, "src/bot.ts")).toContain("idleTimeout: 30_000");
  });
});

describe("with read replicas", () => {
  const built = builtBefore({
    "furlow.yaml": DOCUMENT.replace(CACHE_INVALIDATION, ""),
    "furlow.config.yaml": READ_REPLICAS,
  });

  test("it builds too", () => {
    expect(written(built().folder, "src/bot.ts")).toContain("readFromReplicas: true");
  });
});
