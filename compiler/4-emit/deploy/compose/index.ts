import type { DeploymentModel } from "../model.ts";
import { yamlFile } from "../yaml.ts";
import { botServices, MIGRATION, migrationService, usesPostgres, usesRedis } from "./bot-services.ts";
import { POSTGRES, postgresService, REDIS, redisService } from "./servers.ts";
import type { ComposeFile, ComposeService } from "./types.ts";

/** The bot on one host, with the servers that the configuration leaves open. */
export function composeFile(model: DeploymentModel): ComposeFile {
  const migration = migrationService(model);
  const services: Record<string, ComposeService> = {
    ...botServices(model),
    ...(migration !== undefined && { [MIGRATION]: migration }),
    ...(usesRedis(model) && { [REDIS.service]: redisService }),
    ...(usesPostgres(model) && { [POSTGRES.service]: postgresService }),
  };
  const volumes = Object.values(services).flatMap((service) => service.volumes ?? []);
  // One without a name is the container's own.
  const named = volumes.filter((volume) => volume.includes(":"));
  const names = [...new Set(named.map((volume) => volume.split(":")[0]!))].sort();
  return {
    name: model.name,
    services,
    ...(names.length > 0 && { volumes: Object.fromEntries(names.map((name) => [name, {}])) }),
  };
}

/** `compose.yaml`, with what whoever starts it is to know. */
export function composeFiles(model: DeploymentModel): Record<string, string> {
  const file = composeFile(model);
  const required = new Set(JSON.stringify(file).match(/(?<=\$\{)\w+(?=:\?)/g));
  const comment = `Set ${[...required].join(" and ")} in a file .env beside this one.\n  docker compose up -d --build`;
  return { "compose.yaml": yamlFile([file], comment) };
}
