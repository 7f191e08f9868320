import { type DeploymentModel, USER_ID } from "../model.ts";
import { yamlFile } from "../yaml.ts";
import { botServices, MIGRATION, migrationService } from "./bot-services.ts";
import { GRAFANA_PORT, MONITORING, monitoringServices } from "./monitoring.ts";
import { POSTGRES, postgresService, REDIS, redisService, usesPostgres, usesRedis } from "./servers.ts";
import type { ComposeFile, ComposeService } from "./types.ts";

/** The bot on one host, with the servers that the configuration leaves open. */
export function composeFile(model: DeploymentModel): ComposeFile {
  const migration = migrationService(model);
  const services: Record<string, ComposeService> = {
    ...botServices(model),
    ...(migration !== undefined && { [MIGRATION]: migration }),
    ...(usesRedis(model) && { [REDIS.service]: redisService }),
    ...(usesPostgres(model) && { [POSTGRES.service]: postgresService(model) }),
    ...(model.metrics !== undefined && monitoringServices),
  };
  const volumes = Object.values(services)
    .flatMap((service) => service.volumes ?? [])
    .filter(isNamed);
  const names = [...new Set(volumes.map((volume) => volume.split(":")[0]!))].sort();
  const secrets = [...new Set(Object.values(services).flatMap((service) => service.secrets ?? []))].sort();
  return {
    name: model.name,
    services,
    ...(secrets.length > 0 && { secrets: Object.fromEntries(secrets.map((name) => [name, fileOf(name)])) }),
    ...(names.length > 0 && { volumes: Object.fromEntries(names.map((name) => [name, {}])) }),
  };
}

function fileOf(secret: string) {
  return { file: `./secrets/${secret}` };
}

const MONITORED = [
  `With Prometheus and Grafana, which shows the bot's dashboard on http://127.0.0.1:${GRAFANA_PORT}:`,
  `  docker compose --profile ${MONITORING} up -d --build`,
];

/** Whether a volume outlives its container, and is no folder beside the file. */
function isNamed(volume: string): boolean {
  return volume.includes(":") && !volume.startsWith(".");
}

/** `compose.yaml`, with what whoever starts it is to know. */
export function composeFiles(model: DeploymentModel): Record<string, string> {
  const file = composeFile(model);
  const required = new Set(JSON.stringify(file).match(/(?<=\$\{)\w+(?=:\?)/g));
  const files = Object.keys(file.secrets ?? {}).map((name) => `secrets/${name}`);
  const comment = [
    ...(required.size === 0 ? [] : [`Set ${[...required].join(" and ")} in a file .env beside this one.`]),
    ...(files.length === 0
      ? []
      : [`Write ${files.join(" and ")} beside this file, for user ${USER_ID} to read.`]),
    "  docker compose up -d --build",
    ...(model.metrics === undefined ? [] : MONITORED),
  ].join("\n");
  return { "compose.yaml": yamlFile([file], comment) };
}
