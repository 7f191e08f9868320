import { namesOf } from "../kubernetes/names.ts";
import { overlaysOf } from "../kubernetes/overlays.ts";
import type { DeploymentModel, ServerUse } from "../model.ts";
import { opsPage, runbookSummary } from "./pages.ts";
import { runbooks, valuesOf } from "./runbooks.ts";

/** How the bot is brought out and kept running, with its own names and numbers, by path in the output folder. */
export function opsFiles(model: DeploymentModel): Record<string, string> {
  const pages = runbooks(model);
  const { places, conditions } = valuesOf(model);
  const own = {
    image: model.image,
    tag: model.tag,
    secret: namesOf(model).secret,
    timeout: String(model.shutdownTimeout / 1_000),
    service: model.composeShards === undefined ? "bot" : "bot-0",
    environment: environmentRows(model),
    needs: needsRows(model),
    rolling: ROLLING[model.placement],
    overlays: otherOverlays(model),
    scaling: scalingText(model),
    alerts: Object.entries(pages)
      .map(([path, text]) => {
        const name = path.replace(/^ops\/runbooks\/|\.md$/g, "");
        return `| [${name}](runbooks/${name}.md) | ${runbookSummary(text)} |`;
      })
      .join("\n"),
  };
  return {
    "ops/README.md": opsPage("README.md", { places: { ...places, ...own }, conditions }),
    ...pages,
  };
}

/** Ways of bringing out a version besides the usual one. */
function otherOverlays(model: DeploymentModel): string {
  const paths = overlaysOf(model).flatMap(({ path }) =>
    path === "rolling" ? [] : [`\`k8s/overlays/${path}\``],
  );
  return paths.length === 0
    ? "There is no other way for a bot of one process that keeps files."
    : `Other ways, each with its commands at its top: ${paths.join(", ")}.`;
}

/** What happens to the old version and the new one. */
const ROLLING = {
  leased: "A new pod takes over its share of the shards before an old one ends: no event is lost.",
  fixed:
    "One pod after another is replaced; its shards are away for a pod's start, and then go on where they were.",
  single: "The old version ends before the new one starts: the bot is away for the seconds in between.",
} as const;

function environmentRows({ environment }: DeploymentModel): string {
  return environment
    .map(
      ({ name, required, reason }) =>
        `| \`${name}\` | ${cell(`${required ? "required: " : ""}${reason ?? ""}`)} |`,
    )
    .join("\n");
}

function needsRows(model: DeploymentModel): string {
  const { health, metrics, redis, postgres, folders, resources, intents } = model;
  const privileged = intents.filter((each) => each.privileged).map(({ name }) => name);
  const rows: readonly (readonly [string, string | undefined])[] = [
    ["processes", processesText(model)],
    ["health checks", `port ${health.port}, \`${health.path}\`, /live, /ready, /startup`],
    ["metrics", metrics && `port ${metrics.port}, \`${metrics.path}\``],
    ["Redis", redis && serverText(redis)],
    ["PostgreSQL", postgres && serverText(postgres)],
    ["volumes", folders.length === 0 ? undefined : folders.join(", ")],
    [
      "resources",
      `${resources.requests.memory} and ${resources.requests.cpu}, at most ${resources.limits.memory} and ${resources.limits.cpu}, each`,
    ],
    ["intents", intents.map(({ name }) => name).join(", ") || "none"],
    [
      "of them privileged",
      privileged.length === 0 ? undefined : `${privileged.join(", ")}: on in the developer portal`,
    ],
  ];
  return rows.flatMap(([name, text]) => (text === undefined ? [] : [`| ${name} | ${text} |`])).join("\n");
}

function serverText({ variables, ports }: ServerUse): string {
  const where =
    variables.length === 0
      ? "at the address in the configuration"
      : variables.map((name) => `\`${name}\``).join(", ");
  return `${where}; port ${ports.join(", ")}`;
}

function processesText({ placement, replicas, shards }: DeploymentModel): string {
  if (placement === "single") return "one, with the one shard";
  const all = shards === undefined ? "as many shards as Discord recommends" : `${shards} shards`;
  return `${replicas}, with ${all}, ${placement === "leased" ? "shared by leases" : "each in its place"}`;
}

function scalingText(model: DeploymentModel): string {
  const { placement, autoscale, name, namespace, kind } = model;
  if (placement === "single")
    return "not without shards: set `sharding.enabled` and `sharding.assignment: lease`.";
  if (placement === "fixed")
    return "change `deploy.replicas`, build, and apply the overlay: each pod has its shards by its number.";
  if (autoscale !== undefined)
    return `by itself, from ${autoscale.min} to ${autoscale.max}, at ${autoscale.cpu} % of the CPU: \`kubectl -n ${namespace} get hpa ${name}\`.`;
  return `\`kubectl -n ${namespace} scale ${kind}/${name} --replicas=N\` for now, \`deploy.replicas\` for good. Shards are handed over.`;
}

/** Text that ends no cell of a table. */
function cell(text: string): string {
  return text.replaceAll("|", "\\|").replace(/\s+/g, " ");
}
