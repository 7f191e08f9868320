import { environmentNames } from "../1-load/config/setting-texts.ts";
import type { ResolvedConfig } from "../1-load/index.ts";
import { configDefinitions } from "../language/config/registry.generated.ts";
import type { Property } from "./ir.ts";
import type { Needs } from "./needs.ts";
import { nest, type Setting, settingName, settingValue } from "./setting-tree.ts";

/** What is written of a section of the configuration that `enabled` switches on. */
export interface SwitchedSection {
  /** True, or what tells it when the bot starts. */
  readonly enabled: unknown;
  readonly given: readonly Setting[];
}

/**
 * Reads a section; undefined where it is switched off.
 * @param group `health.`
 */
export function switchedSection(config: ResolvedConfig, group: string): SwitchedSection | undefined {
  const path = `${group}enabled` as Parameters<ResolvedConfig["get"]>[0];
  const { value: enabled } = config.get(path);
  if (enabled === false) return undefined;
  const given = configDefinitions
    .flat()
    .filter((each) => each.path.startsWith(group) && each.path !== path && config.written.includes(each.path))
    .map((definition): Setting => ({ definition, ...config.get(definition.path) }));
  return { enabled, given };
}

/** What is written of it as members of an object; the variables that it reads are variables of the bot. */
export function sectionSettings({ given }: SwitchedSection, group: string, needs: Needs): Property[] {
  for (const { definition, node } of given)
    for (const name of node === undefined ? [] : environmentNames(node))
      needs.variable(name, false, `\`${definition.path}\``, node!.span);
  return nest(given.map((each) => [settingName(each.definition.path, group), settingValue(each)]));
}
