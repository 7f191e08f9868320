import type { DeploymentModel } from "../model.ts";
import { fileVariables, POSTGRES_PASSWORD } from "./secret-files.ts";
import type { ComposeService } from "./types.ts";

/** What the servers have in common. */
const KEPT_RUNNING = { restart: "unless-stopped", security_opt: ["no-new-privileges:true"] } as const;

const CHECKED = { interval: "5s", timeout: "3s", retries: 10 } as const;

export const REDIS = { service: "redis", address: "redis://redis:6379" } as const;

/** Letters and digits are the same in an address: whoever chooses the password is told so. */
const PASSWORD = "${POSTGRES_PASSWORD:?set POSTGRES_PASSWORD in .env to letters and digits}";

export const POSTGRES = {
  service: "postgres",
  address: `postgres://bot:${PASSWORD}@postgres:5432/bot`,
} as const;

/** A Redis that has its data again after a restart. */
export const redisService: ComposeService = {
  image: "docker.io/library/redis:7.4-alpine",
  command: ["redis-server", "--appendonly", "yes"],
  ...KEPT_RUNNING,
  volumes: ["redis:/data"],
  healthcheck: { test: ["CMD", "redis-cli", "ping"], ...CHECKED },
};

/** The password as the bot's address has it, or as a file that the bot does not see. */
export function postgresService({ composeSecrets }: DeploymentModel): ComposeService {
  const isFile = composeSecrets === "file";
  return {
    image: "docker.io/library/postgres:17-alpine",
    ...KEPT_RUNNING,
    environment: {
      POSTGRES_USER: "bot",
      POSTGRES_DB: "bot",
      ...(isFile ? fileVariables([POSTGRES_PASSWORD]) : { [POSTGRES_PASSWORD]: PASSWORD }),
    },
    ...(isFile && { secrets: [POSTGRES_PASSWORD] }),
    volumes: ["postgres:/var/lib/postgresql/data"],
    healthcheck: { test: ["CMD", "pg_isready", "--username", "bot"], ...CHECKED },
  };
}

/** Whether a Redis is part of it: where the configuration leaves its address open, and for leases. */
export function usesRedis({ redis, placement, composeShards }: DeploymentModel): boolean {
  if (redis !== undefined) return redis.variables.length > 0;
  return placement !== "single" && composeShards === undefined;
}

export function usesPostgres({ postgres }: DeploymentModel): boolean {
  return postgres !== undefined && postgres.variables.length > 0;
}
