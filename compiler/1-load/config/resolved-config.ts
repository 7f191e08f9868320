import type { configDefinitions } from "../../language/config/registry.generated.ts";
import type { ConfigKeyDefinition, ConfigValueOf } from "../../language/config-key.ts";
import type { Node } from "../../source/node.ts";
import type { EnvironmentReference, EnvironmentTemplate } from "./environment-reference.ts";

type Definition = (typeof configDefinitions)[number][number];

/** A configuration key, such as `build.out`. */
export type ConfigPath = Definition["path"];

type DefinitionOf<P extends ConfigPath> = Extract<Definition, { path: P }>;

type DefaultOf<D extends ConfigKeyDefinition> = D["default"] extends undefined ? undefined : never;

/** What a key may come to: when it is read at start, also what names the environment variables it comes from. */
export type ConfigValue<P extends ConfigPath> =
  | ConfigValueOf<DefinitionOf<P>["type"]>
  | DefaultOf<DefinitionOf<P>>
  | (DefinitionOf<P>["when"] extends "start" ? EnvironmentReference | EnvironmentTemplate : never);

/** A key's value and where it was written, or the default, which was written nowhere. */
export interface ConfigSetting<V> {
  readonly value: V;
  readonly node: Node | undefined;
}

/** The configuration as the files have it; environment variables that override keys at start are not applied. */
export class ResolvedConfig {
  readonly #definitions: ReadonlyMap<string, ConfigKeyDefinition>;
  readonly #written: ReadonlyMap<string, ConfigSetting<unknown>>;

  constructor(
    definitions: readonly ConfigKeyDefinition[],
    written: ReadonlyMap<string, ConfigSetting<unknown>>,
    /** Environment variables that hold credentials, by what the configuration uses them for. */
    readonly secrets: ReadonlySet<string> = new Set(),
  ) {
    this.#definitions = new Map(definitions.map((definition) => [definition.path, definition]));
    this.#written = written;
  }

  /** The value of a key, valid for its type: durations in milliseconds. */
  get<P extends ConfigPath>(path: P): ConfigSetting<ConfigValue<P>> {
    const setting = this.#written.get(path) ?? {
      value: this.#definitions.get(path)?.default,
      node: undefined,
    };
    return setting as ConfigSetting<ConfigValue<P>>;
  }

  /** The same with another value for a key, which is written nowhere. */
  with<P extends ConfigPath>(path: P, value: ConfigValue<P>): ResolvedConfig {
    const written = new Map([...this.#written, [path, { value, node: undefined }] as const]);
    return new ResolvedConfig([...this.#definitions.values()], written, this.secrets);
  }

  /** The keys that were written, in the order of the files. */
  get written(): readonly ConfigPath[] {
    return [...this.#written.keys()] as ConfigPath[];
  }
}
