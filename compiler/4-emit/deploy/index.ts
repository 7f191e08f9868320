import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { filesBelow } from "../output/describe-build.ts";
import { hash } from "../output/manifest.ts";
import { type BundledFiles, bundledPackages } from "./bundled-packages.ts";
import { composeFiles } from "./compose/index.ts";
import { type DeploymentSources, deploymentModel } from "./deployment-model.ts";
import { dockerfile, dockerignore } from "./dockerfile.ts";
import { kubernetesFiles } from "./kubernetes/index.ts";
import { licenses } from "./licenses.ts";
import { type DeploymentModel, imageOf } from "./model.ts";
import { monitoringFiles } from "./monitoring/index.ts";
import { opsFiles } from "./ops/index.ts";
import { sbom } from "./sbom.ts";

/** What the bot is told to consist of. */
export const SBOM = "sbom.cdx.json";
export const LICENSES = "THIRD-PARTY-LICENSES.txt";

/** What of an output folder is for people and tools, and not for the bot. */
const NOT_SHIPPED = ["src", "commands.json", "report.json"];

export interface ShippedBot extends Omit<DeploymentSources, "contents"> {
  readonly bundled: readonly BundledFiles[];
  /** Folders of packages of which files were copied. */
  readonly copiedPackages: readonly string[];
}

/** Everything that is written of how a bot is shipped, by its path in the output folder. Each is a function of the model. */
const ARTEFACTS: readonly ((model: DeploymentModel) => Readonly<Record<string, string>>)[] = [
  (model) => ({ Dockerfile: dockerfile(model), ".dockerignore": dockerignore(model) }),
  composeFiles,
  kubernetesFiles,
  monitoringFiles,
  opsFiles,
];

/** Writes how a bot is shipped beside its bundle, which lies in the staging folder with all that goes with it. */
export async function writeDeployment(staging: string, bot: ShippedBot): Promise<{ image: string }> {
  const packages = bundledPackages(bot.bundled, bot.copiedPackages);
  const shipped = entriesOf(staging);
  const contents = [...shipped, SBOM, LICENSES];
  const untagged = { ...deploymentModel({ ...bot, contents }), tag: "" };
  writeFileSync(join(staging, LICENSES), licenses(packages));
  const model: DeploymentModel = { ...untagged, tag: tagOf(staging, shipped, dockerfile(untagged)) };
  const { name, title, tag } = model;
  writeFileSync(join(staging, SBOM), await sbom({ name, title, version: tag }, packages));
  for (const artefact of ARTEFACTS) {
    for (const [path, text] of Object.entries(artefact(model))) {
      mkdirSync(dirname(join(staging, path)), { recursive: true });
      writeFileSync(join(staging, path), text);
    }
  }
  return { image: imageOf(model) };
}

/** What goes into the image of what was built. */
function entriesOf(staging: string): string[] {
  return readdirSync(staging, { withFileTypes: true })
    .filter(({ name }) => !NOT_SHIPPED.includes(name) && !name.startsWith("."))
    .map((entry) => (entry.isDirectory() ? `${entry.name}/` : entry.name));
}

/** Another tag for whatever else is in the image: a hash, with a letter first, so that nobody takes it for a number. */
function tagOf(staging: string, shipped: readonly string[], recipe: string): string {
  const isShipped = (path: string) =>
    shipped.some((name) => (name.endsWith("/") ? path.startsWith(name) : path === name));
  const files = filesBelow(staging).filter(isShipped);
  const parts = files.map((path) => `${path} ${hash(readFileSync(join(staging, path)))}`);
  return `b${hash([recipe, ...parts].join("\n")).slice(0, 12)}`;
}
