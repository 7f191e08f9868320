import { configuration } from "../configuration.ts";
import { APP_FOLDER, type DeploymentModel, graceSeconds, imageOf } from "../model.ts";
import { startupSeconds } from "../startup.ts";
import { composeAmounts } from "./amounts.ts";
import { fileVariables } from "./secret-files.ts";
import { POSTGRES, REDIS, usesPostgres, usesRedis } from "./servers.ts";
import type { ComposeService, Condition } from "./types.ts";

export const MIGRATION = "migrate";

/** The services that run the bot: one of which all containers share the shards, or one for each shard. */
export function botServices(model: DeploymentModel): Record<string, ComposeService> {
  const { composeShards: count, placement, replicas } = model;
  if (count === undefined) {
    const shared: Record<string, string> = placement === "single" ? {} : { FURLOW_ASSIGNMENT: "lease" };
    const containers = placement === "leased" ? replicas : 1;
    return { bot: botService(model, { settings: shared, volumes: volumesOf(model), containers }) };
  }
  return Object.fromEntries(
    Array.from({ length: count }, (_, shard) => {
      const settings = { FURLOW_ASSIGNMENT: "static", SHARD_ID: `${shard}`, TOTAL_SHARDS: `${count}` };
      const volumes = volumesOf(model, `-${shard}`);
      return [`bot-${shard}`, botService(model, { settings, volumes, containers: 1 })];
    }),
  );
}

/** Brings the database up to date before the bot starts; undefined where there is nothing to bring up. */
export function migrationService(model: DeploymentModel): ComposeService | undefined {
  if (!model.migrates) return undefined;
  return { ...hardened(model), command: ["migrate:run"], restart: "no", ...dependsOn(model, []) };
}

interface Particulars {
  readonly settings: Readonly<Record<string, string>>;
  /** By their names: where they are in the container. */
  readonly volumes: ReadonlyMap<string, string>;
  readonly containers: number;
}

function botService(model: DeploymentModel, { settings, volumes, containers }: Particulars): ComposeService {
  const own = hardened(model);
  return {
    ...own,
    restart: "unless-stopped",
    stop_grace_period: `${graceSeconds(model)}s`,
    environment: { ...own.environment, ...settings },
    ...mounts(model, volumes),
    healthcheck: {
      test: ["CMD", "node", `${APP_FOLDER}/bot.mjs`, "--health"],
      interval: "30s",
      timeout: "10s",
      start_period: `${startupSeconds(model)}s`,
      retries: 3,
    },
    ...dependsOn(model, model.migrates ? [[MIGRATION, "service_completed_successfully"]] : []),
    deploy: {
      ...(containers > 1 && { replicas: containers }),
      resources: {
        limits: { ...composeAmounts(model.resources.limits), pids: 128 },
        reservations: composeAmounts(model.resources.requests),
      },
    },
  };
}

/** Volumes with a name outlive the container; each container has others of its own. */
function mounts({ ownFolders }: DeploymentModel, volumes: ReadonlyMap<string, string>) {
  const all = [...[...volumes].map(([name, folder]) => `${name}:${folder}`), ...ownFolders];
  return all.length === 0 ? {} : { volumes: all };
}

/** The image with what it needs, and nothing more than that. */
function hardened(model: DeploymentModel) {
  const secrets = fileSecrets(model);
  return {
    image: imageOf(model),
    build: { context: "." },
    read_only: true,
    tmpfs: ["/tmp:size=16m"],
    cap_drop: ["ALL"],
    security_opt: ["no-new-privileges:true"],
    environment: environmentOf(model),
    ...(secrets.length > 0 && { secrets }),
  };
}

/** Variables that the bot takes from files; none where all come from the environment. */
export function fileSecrets(model: DeploymentModel): string[] {
  const { composeSecrets, environment, redis } = model;
  if (composeSecrets === "environment") return [];
  // The Redis beside the bot has an address that is no secret.
  const open = usesRedis(model) ? (redis?.variables ?? []) : [];
  return environment.flatMap(({ name, required }) => (required && !open.includes(name) ? [name] : []));
}

function environmentOf(model: DeploymentModel): Record<string, string | null> {
  const { redis, postgres, environment } = model;
  const { FURLOW_PROCESSES: _places, FURLOW_ASSIGNMENT: _how, ...settings } = configuration(model);
  const values: Record<string, string | null> = settings;
  for (const { name, required } of environment) values[name] = required ? requiredValue(name) : null;
  for (const name of usesRedis(model) ? (redis?.variables ?? ["REDIS_URL"]) : [])
    values[name] = `\${${name}:-${REDIS.address}}`;
  for (const name of postgres?.variables ?? []) values[name] = `\${${name}:-${POSTGRES.address}}`;
  const files = fileSecrets(model);
  for (const name of files) delete values[name];
  return { ...values, ...fileVariables(files) };
}

/** What Compose takes from `.env` or its own environment, and does not start without. */
export function requiredValue(name: string): string {
  return `\${${name}:?set ${name} in .env}`;
}

function dependsOn(model: DeploymentModel, others: readonly (readonly [string, Condition])[]) {
  const servers: (readonly [string, Condition])[] = [];
  if (usesRedis(model)) servers.push([REDIS.service, "service_healthy"]);
  if (usesPostgres(model)) servers.push([POSTGRES.service, "service_healthy"]);
  const all = [...servers, ...others];
  if (all.length === 0) return {};
  return { depends_on: Object.fromEntries(all.map(([name, condition]) => [name, { condition }])) };
}

/** Folders that outlive the container, by the names of their volumes. */
function volumesOf({ folders }: DeploymentModel, of = ""): Map<string, string> {
  return new Map(folders.map((folder, i) => [`files${of}${i === 0 ? "" : `-${i + 1}`}`, folder]));
}
