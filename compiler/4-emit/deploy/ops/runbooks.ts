import { namesOf } from "../kubernetes/names.ts";
import { type DeploymentModel, imageOf } from "../model.ts";
import { opsPage, type PageValues, runbookNames } from "./pages.ts";

/** What pages for any bot are filled with: docs/runbooks. */
export const GENERIC: PageValues = {
  places: {
    ...placesOf({ name: "my-bot", namespace: "default", kind: "deployment" }),
    title: "the bot",
    image: "registry.example.org/team/my-bot:b0123456789ab",
    metrics: "9090",
    healthPath: "/health",
    memoryLimit: "`deploy.resources.limits.memory`",
    memoryRequest: "the memory",
    cpuRequest: "the CPU that it asks for",
    cpuLimit: "`deploy.resources.limits.cpu`",
    shards: "`sharding.total_shards`",
    storage: "SQLite, Redis or PostgreSQL",
    migration: "my-bot-migrate-b0123456789ab",
  },
  conditions: { redis: true, postgres: true, sqlite: true, leased: true, fixed: true, single: true },
};

/** How the pods are found, and what runs them. */
function placesOf({ name, namespace, kind }: Pick<DeploymentModel, "name" | "namespace" | "kind">) {
  return {
    name,
    namespace,
    workload: `${kind}/${name}`,
    select: `-n ${namespace} -l app.kubernetes.io/name=${name},app.kubernetes.io/component=bot`,
  };
}

/** What pages for one bot are filled with. */
export function valuesOf(model: DeploymentModel): PageValues {
  const { health, metrics, resources, shards, redis, postgres, placement, folders } = model;
  const isFile = postgres === undefined && folders.length > 0 && placement === "single";
  return {
    places: {
      ...placesOf(model),
      title: titleText(model.title),
      image: imageOf(model),
      metrics: String(metrics?.port ?? 9_090),
      healthPath: health.path,
      memoryLimit: resources.limits.memory,
      memoryRequest: resources.requests.memory,
      cpuRequest: resources.requests.cpu,
      cpuLimit: resources.limits.cpu,
      shards: shards === undefined ? "as many as Discord recommends" : String(shards),
      storage:
        postgres !== undefined ? "PostgreSQL" : isFile ? "SQLite" : redis !== undefined ? "Redis" : "memory",
      migration: namesOf(model).migration,
    },
    conditions: {
      redis: redis !== undefined,
      postgres: postgres !== undefined,
      sqlite: isFile,
      leased: placement === "leased",
      fixed: placement === "fixed",
      single: placement === "single",
      migrates: model.migrates,
    },
  };
}

/** A page for each alert, by its path in the output folder. */
export function runbooks(model: DeploymentModel): Record<string, string> {
  const values = valuesOf(model);
  return Object.fromEntries(
    runbookNames().map((name) => [
      `ops/runbooks/${name}.md`,
      withoutPages(opsPage(`runbooks/${name}.md`, values)),
    ]),
  );
}

/** Links to pages that do not lie beside the bot become their text. */
function withoutPages(text: string): string {
  return text.replace(/\[([^\]]+)\]\(\.\.\/([\w-]+)\.md(?:#[\w-]+)?\)/g, (_, shown: string, page: string) =>
    shown === `${page}.md` ? `\`docs/${page}.md\` of FURLOW` : shown,
  );
}

/** A name as text of Markdown, whatever stands in it. */
function titleText(title: string): string {
  return title
    .replace(/[\s\p{Cc}]+/gu, " ")
    .trim()
    .replace(/[\\`*_[\]<>|#]/g, "\\$&");
}
