import { load } from "../../compiler/1-load/index.ts";
import { check } from "../../compiler/2-check/index.ts";
import { deploymentModel } from "../../compiler/4-emit/deploy/deployment-model.ts";
import type { DeploymentModel } from "../../compiler/4-emit/deploy/model.ts";
import { Diagnostics } from "../../compiler/diagnostics/diagnostics.ts";
import { createLanguage } from "../../compiler/language/language.ts";
import { temporaryFolder, writeFiles } from "../support/temporary.ts";

/** How a bot is shipped, by its configuration: what a build derives, without bundling. Throws for a configuration with errors. */
export function modelOf(config: string, { hasMigrations = false } = {}): DeploymentModel {
  const folder = temporaryFolder();
  writeFiles(folder.path, { "furlow.yaml": 'version: "1"\nname: My Bot\n', "furlow.config.yaml": config });
  const diagnostics = new Diagnostics();
  const project = load({ entry: "furlow.yaml", cwd: folder.path, environment: {} }, diagnostics)!;
  folder.remove();
  const { deploy, name } = check(project, createLanguage(), diagnostics);
  if (diagnostics.hasErrors)
    throw new Error(
      diagnostics
        .sorted()
        .map(({ message }) => message)
        .join("\n"),
    );
  const environment = [
    { name: "DISCORD_TOKEN", required: true, reason: "the bot's token" },
    { name: "LOG_LEVEL", required: false, reason: "the least that is logged" },
    { name: "GREETING", required: false, reason: "env.GREETING" },
  ];
  const intents = [{ name: "guild_members", privileged: true, reason: "member.name" }];
  const sources = {
    deploy: deploy!,
    config: project.config,
    title: name,
    environment,
    intents,
    hasMigrations,
    ownMetrics: [],
  };
  return { ...deploymentModel({ ...sources, contents: ["bot.mjs"] }), tag: "b0123456789ab" };
}

export const LEASED = `logging: { outputs: [{ type: console }, { type: file, path: /var/log/furlow/bot.log, rotate: daily }] }
sharding: { enabled: true, assignment: lease, total_shards: 8 }
state: { storage: { type: postgres, url: "\${env.DATABASE_URL}" } }
deploy:
  name: leased
  image: registry.example.org/team/bot
  namespace: bots
  replicas: 3
`;
export const SCALED = `${LEASED}  autoscale: { min: 2, max: 8, cpu: 60 }
  schedule:
    - { name: night, cron: "0 22 * * *", replicas: 2 }
    - { name: day, cron: "0 6 * * mon-fri", replicas: 5 }
`;
/** A bot that is watched in every way there is. */
export const WATCHED = `analytics: { prometheus: { enabled: true, port: 9464 } }
${LEASED}  runbook_url: https://runbooks.example.org/bots/
  autoscale: { min: 2, max: 8, cpu: 65, metric: shard_load }
  kubernetes: { service_monitor: true, prometheus_rule: true }
`;
export const FIXED = `sharding: { enabled: true, total_shards: 4, broker: { type: redis, url: "\${env.BROKER}" } }
shutdown: { timeout: 45s }
deploy: { name: fixed, image: registry.example.org/team/bot }
`;
export const FIXED_FILES = `sharding: { enabled: true, total_shards: 6 }
deploy: { name: fixed-files, replicas: 2 }
`;
export const SINGLE = "health: { port: 9000 }\ndeploy: { kubernetes: { network_policy: false } }\n";
export const SINGLE_FILES = `state: { storage: { type: sqlite, path: ./db/state.db } }
deploy: { name: single-files }
`;
