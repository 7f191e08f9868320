import type { ResolvedConfig } from "../../1-load/index.ts";
import { type Diagnostics, NO_POSITION } from "../../diagnostics/diagnostics.ts";

/** What belongs to a bot has its name with something behind it, such as `-migrate-b0123456789ab-canary`; Kubernetes allows 63. */
const LONGEST = 34;

const LABEL = /^[a-z]([a-z0-9-]*[a-z0-9])?$/;

/** The name that a bot has where it runs, by `deploy.name`, else made of its own. */
export function checkName(
  config: ResolvedConfig,
  ownName: string | undefined,
  diagnostics: Diagnostics,
): string {
  const { value: name, node } = config.get("deploy.name");
  if (name === undefined) return labelOf(ownName ?? "") ?? "furlow-bot";
  checkLabel("deploy.name", name, node?.span ?? NO_POSITION, diagnostics);
  return name;
}

/** The namespace, by `deploy.namespace`. */
export function checkNamespace(config: ResolvedConfig, diagnostics: Diagnostics): string {
  const { value: namespace, node } = config.get("deploy.namespace");
  checkLabel("deploy.namespace", namespace, node?.span ?? NO_POSITION, diagnostics);
  return namespace;
}

function checkLabel(
  key: string,
  name: string,
  span: Parameters<Diagnostics["report"]>[1],
  diagnostics: Diagnostics,
): void {
  if (LABEL.test(name) && name.length <= LONGEST) return;
  diagnostics.report("deploy-name", span, { key, name, longest: LONGEST, suggestion: labelOf(name) });
}

/** The nearest name that Kubernetes takes; undefined where nothing of it can stay. */
function labelOf(name: string): string | undefined {
  const label = name
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[\u0300-\u036f]/g, "")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^[^a-z]+/, "")
    .slice(0, LONGEST)
    .replace(/-+$/, "");
  return label === "" ? undefined : label;
}

/** A registry's address, and the path in it. */
const REFERENCE =
  /^(?:[a-z0-9]+(?:[.-][a-z0-9]+)*(?::\d+)?\/)?[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*)*$/;

/** The image's reference without its tag, by `deploy.image`, else the bot's name. */
export function checkImage(config: ResolvedConfig, name: string, diagnostics: Diagnostics): string {
  const { value: image, node } = config.get("deploy.image");
  if (image === undefined) return name;
  if (!REFERENCE.test(image)) {
    const bare = image.replace(/@.*$/, "").replace(/:[\w][\w.-]*$/, "");
    const suggestion = bare !== image && REFERENCE.test(bare) ? bare : undefined;
    diagnostics.report("deploy-image", node?.span ?? NO_POSITION, { image, suggestion });
  }
  return image;
}
