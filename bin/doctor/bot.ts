import type { ProcessEnvironment } from "../../api/project-environment.ts";
import type {
  ConfigPath,
  ConfigSetting,
  ConfigValue,
  EnvironmentReference,
  EnvironmentTemplate,
  ResolvedConfig,
} from "../../compiler/1-load/index.ts";
import type { DeployPlacement } from "../../compiler/2-check/deploy/placement.ts";
import type { CheckedProgram } from "../../compiler/2-check/program.ts";
import type { ExaminedProject } from "../../compiler/index.ts";
import { configDefinitions } from "../../compiler/language/config/registry.generated.ts";
import type { ConfigKeyDefinition } from "../../compiler/language/config-key.ts";

/** How many processes share a bot by leases where nothing is said. */
const LEASED_PROCESSES = 2;

/** A bot as its files describe it, also one with errors in its document. */
export class ExaminedBot {
  readonly config: ResolvedConfig;
  readonly checked: CheckedProgram;
  /** Absolute folder of the entry file. */
  readonly root: string;
  /** The intents that it identifies with; those it lists itself where an error keeps the rest from being known. */
  readonly intents: readonly string[];

  constructor(
    readonly examined: ExaminedProject,
    /** Variables of the process over those of `.env`. */
    readonly environment: ProcessEnvironment,
  ) {
    const { project, checked, lowered } = examined;
    this.config = project.config;
    this.checked = checked;
    this.root = project.root;
    const listed = checked.intents === "automatic" ? [] : checked.intents.names.map(({ name }) => name);
    this.intents = lowered?.intents ?? listed;
  }

  /** Whether it has several shards; what only the environment says counts as yes. */
  get isSharded(): boolean {
    return this.config.get("sharding.enabled").value !== false;
  }

  get placement(): DeployPlacement["placement"] {
    if (this.checked.deploy !== undefined) return this.checked.deploy.placement;
    if (!this.isSharded) return "single";
    return this.config.get("sharding.assignment").value === "lease" ? "leased" : "fixed";
  }

  /** How many shards there are; undefined where only Discord or the environment says. */
  get shards(): number | undefined {
    if (!this.isSharded) return 1;
    const { value } = this.config.get("sharding.total_shards");
    return typeof value === "number" ? value : undefined;
  }

  /** How many processes on their own there may be at a time; those under one manager count as one. */
  get processes(): number {
    const { deploy } = this.checked;
    if (deploy === undefined) return this.placement === "leased" ? LEASED_PROCESSES : 1;
    const scheduled = deploy.schedule.map(({ replicas }) => replicas);
    return Math.max(deploy.replicas, deploy.composeShards ?? 1, deploy.autoscale?.max ?? 1, ...scheduled);
  }

  /** Whether processes that are not of one manager share it. */
  get isSpread(): boolean {
    return this.processes > 1 || this.placement === "leased";
  }

  value<P extends ConfigPath>(path: P): ConfigValue<P> {
    return this.config.get(path).value;
  }

  isWritten(path: ConfigPath): boolean {
    return this.config.get(path).node !== undefined;
  }

  /**
   * A setting as the bot would have it in this environment, as text: what is written, or what a variable says. Undefined where
   * neither says anything.
   */
  text(path: ConfigPath): string | undefined {
    const definition = definitionOf(path);
    const { value, node } = this.config.get(path) as ConfigSetting<unknown>;
    const override = definition.environment?.map((name) => this.environment[name]).find(Boolean);
    // Addresses that are written are meant; numbers and levels are for the environment to change.
    if (override !== undefined && (node === undefined || definition.secret !== true)) return override;
    return this.#resolved(value);
  }

  /** The text of a value that may refer to the environment. */
  #resolved(value: unknown): string | undefined {
    if (value === undefined) return undefined;
    if (typeof value !== "object" || value === null) return String(value);
    const parts = "env" in value ? [value] : "parts" in value ? (value as EnvironmentTemplate).parts : [];
    const texts = parts.map((part) =>
      typeof part === "string" ? part : this.environment[(part as EnvironmentReference).env],
    );
    return texts.length === 0 || texts.includes(undefined) ? undefined : texts.join("");
  }
}

function definitionOf(path: ConfigPath): ConfigKeyDefinition {
  return configDefinitions.flat().find((definition: ConfigKeyDefinition) => definition.path === path)!;
}
