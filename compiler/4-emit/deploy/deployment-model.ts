import { dirname, posix } from "node:path";
import type { ResolvedConfig } from "../../1-load/index.ts";
import type { CheckedDeploy } from "../../2-check/deploy/index.ts";
import type { OwnMetric } from "../../2-check/metrics/own-metrics.ts";
import { configDefinitions } from "../../language/config/registry.generated.ts";
import { type MapNode, type Node, toPlain, valueAt } from "../../source/node.ts";
import type { BuildReport } from "../report.ts";
import {
  type DeploymentModel,
  type Endpoint,
  type EnvironmentVariable,
  type ServerUse,
  WORK_FOLDER,
} from "./model.ts";
import { otherPorts, postgresUse, redisUse } from "./servers.ts";

/** What the model is derived from. */
export interface DeploymentSources {
  readonly deploy: CheckedDeploy;
  readonly config: ResolvedConfig;
  /** The bot's own name. */
  readonly title: string | undefined;
  readonly environment: BuildReport["environment"];
  readonly intents: BuildReport["intents"];
  readonly hasMigrations: boolean;
  readonly ownMetrics: readonly OwnMetric[];
  /** Names of what goes into the image, in the output folder. */
  readonly contents: readonly string[];
}

/** Derives what is written from the configuration and the bot. The tag comes when all that is in the image is known. */
export function deploymentModel(sources: DeploymentSources): Omit<DeploymentModel, "tag"> {
  const { deploy, config, title, hasMigrations, contents } = sources;
  const redis = redisUse(config, deploy);
  const postgres = postgresUse(config);
  return {
    ...deploy,
    title: title ?? deploy.name,
    node: config.get("build.target").value,
    contents: [...contents].sort(),
    health: endpointOf(config, "health"),
    metrics:
      config.get("analytics.prometheus.enabled").value === true
        ? endpointOf(config, "analytics.prometheus")
        : undefined,
    ownMetrics: sources.ownMetrics,
    shutdownTimeout: numberOf(config, "shutdown.timeout"),
    environment: variablesOf(sources, [redis, postgres]),
    intents: sources.intents,
    redis,
    postgres,
    otherPorts: otherPorts(config),
    ...foldersOf(config, deploy, redis),
    migrates: hasMigrations && postgres !== undefined,
  };
}

/** Where something is answered: what the environment would say, the manifests say instead. */
function endpointOf(config: ResolvedConfig, group: "health" | "analytics.prometheus"): Endpoint {
  const { value: path } = config.get(`${group}.path`);
  return {
    // Port 0 is any, which nobody could be told.
    port: numberOf(config, `${group}.port`) || defaultOf(`${group}.port`),
    path: typeof path === "string" ? path : String(defaultOf(`${group}.path`)),
  };
}

type NumberKey = "health.port" | "analytics.prometheus.port" | "shutdown.timeout";

function numberOf(config: ResolvedConfig, key: NumberKey): number {
  const { value } = config.get(key);
  return typeof value === "number" ? value : defaultOf(key);
}

function defaultOf<P extends string>(key: P): P extends NumberKey ? number : string {
  const definition = configDefinitions.flat().find(({ path }) => path === key)!;
  return definition.default as P extends NumberKey ? number : string;
}

/** Variables that the manifests set themselves, or that place a process where they do not. */
const OWN = ["HEALTH_PORT", "METRICS_PORT"];

function variablesOf(
  { environment, deploy }: DeploymentSources,
  servers: readonly (ServerUse | undefined)[],
): EnvironmentVariable[] {
  const required = new Map(environment.map(({ name, required }) => [name, required]));
  const reasons = new Map(environment.map(({ name, reason }) => [name, reason]));
  for (const server of servers) for (const name of server?.variables ?? []) required.set(name, true);
  for (const name of deploy.placement === "single" ? OPTIONAL : [...OPTIONAL, "FURLOW_EGRESS_ADDRESS"])
    if (!required.has(name)) required.set(name, false);
  return [...required]
    .filter(([name]) => !OWN.includes(name))
    .map(([name, isRequired]) => ({
      name,
      required: isRequired,
      reason: reasons.get(name) ?? PURPOSES[name],
    }))
    .sort((a, b) => Number(b.required) - Number(a.required) || (a.name < b.name ? -1 : 1));
}

const OPTIONAL = ["DISCORD_REST_PROXY"];

/** What variables are for that the document does not name. */
const PURPOSES: Readonly<Record<string, string>> = {
  DISCORD_REST_PROXY: "a REST proxy that all requests go through",
  FURLOW_EGRESS_ADDRESS: "what processes have in common whose requests Discord sees from one address",
  REDIS_URL: "the address of Redis",
  DATABASE_URL: "the address of PostgreSQL",
};

/** Containers that share the shards would write to the same files of the log: these are each one's own. */
function foldersOf(
  config: ResolvedConfig,
  { placement }: CheckedDeploy,
  redis: ServerUse | undefined,
): Pick<DeploymentModel, "folders" | "ownFolders"> {
  const state: string[] = [];
  const { value: database } = config.get("state.storage.path");
  if (config.get("state.storage.type").value === "sqlite" && typeof database === "string")
    state.push(dirname(database));
  const { value: sessions } = config.get("sharding.session_store.path");
  const { value: store } = config.get("sharding.session_store.type");
  const keepsFiles = store === "file" || (store === undefined && redis === undefined);
  if (placement !== "single" && keepsFiles && typeof sessions === "string") state.push(sessions);
  const logs = logFolders(config.get("logging.outputs").node);
  if (placement !== "leased") return { folders: outermost([...state, ...logs]), ownFolders: [] };
  const folders = outermost(state);
  return { folders, ownFolders: outermost(logs).filter((each) => !folders.includes(each)) };
}

/** The folders that files of the log are in, as far as they are known before the bot starts. */
function logFolders(outputs: Node | undefined): string[] {
  const items = outputs?.kind === "list" ? outputs.items : [];
  return items.flatMap((item) => {
    const path = item.kind === "map" && plainAt(item, "type") === "file" ? valueAt(item, "path") : undefined;
    const folder = path === undefined ? undefined : dirname(String(toPlain(path)));
    return folder === undefined || folder.includes("$") ? [] : [folder];
  });
}

function plainAt(map: MapNode, key: string): unknown {
  const node = valueAt(map, key);
  return node && toPlain(node);
}

/** Absolute in the container. A folder within another one needs none of its own. */
function outermost(paths: readonly string[]): string[] {
  const folders = paths.map((path) => posix.resolve(WORK_FOLDER, path));
  const isWithin = (folder: string) =>
    folders.some((other) => other !== folder && folder.startsWith(`${other}/`));
  return [...new Set(folders.filter((folder) => !isWithin(folder)))].sort();
}
